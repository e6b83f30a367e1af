import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../support/free-port.mjs';
import { noteProcess } from '../support/run-directory.mjs';

const root = resolve(import.meta.dirname, '../..');

/** Starts a server that is bound to give up; resolves with all it wrote, and how it ended. */
async function failToStart(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', PORT: '0', CHAT_LEGACY_LISTEN: 'off', NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  noteProcess(child);
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { output, errors, code };
}

describe('npm start gives up with one sentence and exit code 1', () => {
  let folder: string;
  let taken: Server;
  let takenPort: number;
  let emptyPort: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(process.env.CHAT_TEST_RUN ?? '', 'start-'));
    writeFileSync(join(folder, 'notes.txt'), 'These are notes, and no database at all.\n'.repeat(20));
    takenPort = await freePort();
    emptyPort = await freePort();
    taken = createServer().listen(takenPort, '127.0.0.1');
    await once(taken, 'listening');
  });
  afterAll(() => {
    taken.close();
  });

  const mariadb = () => new URL(process.env.CHAT_TEST_MARIADB ?? '');
  const cases: [string, () => Record<string, string>, () => string][] = [
    [
      'a setting is wrong',
      () => ({ CHAT_LOG_LEVEL: 'loud' }),
      () => 'The setting CHAT_LOG_LEVEL must be error, warn, log, debug or verbose, but is "loud".',
    ],
    [
      'nothing listens where the database should be',
      () => ({ CHAT_DATABASE_URL: `mysql://chat:hunter2@127.0.0.1:${emptyPort}/chat` }),
      () =>
        `The database chat at 127.0.0.1:${emptyPort} refuses the connection: nothing listens there; check CHAT_DATABASE_URL.`,
    ],
    [
      'there is no such database',
      () => ({ CHAT_DATABASE_URL: `mysql://root@${mariadb().host}/nowhere` }),
      () => `The database nowhere at ${mariadb().host} does not exist: create it first; check CHAT_DATABASE_URL.`,
    ],
    [
      "the database's password is wrong",
      () => ({ CHAT_DATABASE_URL: `mysql://root:hunter2@${mariadb().host}/chat` }),
      () => `The database chat at ${mariadb().host} refuses the user or the password; check CHAT_DATABASE_URL.`,
    ],
    [
      'the SQLite file is something else',
      () => ({ CHAT_DATABASE_URL: `sqlite:${folder}/notes.txt` }),
      () => `The file ${folder}/notes.txt is not a SQLite database; check CHAT_DATABASE_URL.`,
    ],
    [
      'the SQLite file is a folder',
      () => ({ CHAT_DATABASE_URL: `sqlite:${folder}` }),
      () => `The SQLite file ${folder} cannot be opened`,
    ],
    [
      'the data directory is a file',
      () => ({ CHAT_DATA_DIR: `${folder}/notes.txt` }),
      () => `The data directory ${folder}/notes.txt cannot be used`,
    ],
    [
      'the kept secret is empty',
      () => {
        mkdirSync(`${folder}/empty`, { recursive: true });
        writeFileSync(`${folder}/empty/secret`, '');
        return { CHAT_DATA_DIR: `${folder}/empty` };
      },
      () => `The secret in ${folder}/empty/secret is too short to be one`,
    ],
    [
      'nothing listens where files should be kept',
      () => ({ CHAT_STORAGE_URL: `s3://key:hunter2@127.0.0.1:${emptyPort}/chat?tls=off` }),
      () => `The storage at http://127.0.0.1:${emptyPort}/chat cannot be reached`,
    ],
    [
      'the folder for files is a file',
      () => ({ CHAT_STORAGE_URL: `file:${folder}/notes.txt` }),
      () => `The folder ${folder}/notes.txt for files cannot be used`,
    ],
    [
      'the port is in use',
      () => ({ PORT: String(takenPort) }),
      () => `Port ${takenPort} on 127.0.0.1 is in use; set PORT to a free one.`,
    ],
    [
      'the port for old clients is in use',
      () => ({ CHAT_LEGACY_LISTEN: `127.0.0.1:${takenPort}?long=4` }),
      () => `Port ${takenPort} on 127.0.0.1 is in use; set CHAT_LEGACY_LISTEN`,
    ],
  ];

  it.each(cases)('when %s', async (_what, environment, sentence) => {
    const { output, errors, code } = await failToStart({ CHAT_DATA_DIR: join(folder, 'data'), ...environment() });
    expect(errors).toContain(sentence());
    expect(errors).toMatch(/^[^\n]+\.\n$/);
    expect(errors).not.toContain('hunter2');
    expect(output).toBe('');
    expect(code).toBe(1);
  });
});
