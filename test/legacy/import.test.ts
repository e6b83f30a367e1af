import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import sharp from 'sharp';
import { api, register } from '../support/api.js';
import { LegacyClient } from '../support/legacy-client.js';
import { startServer, type TestServer } from '../support/server.js';

const root = resolve(import.meta.dirname, '../..');

describe('the import of old accounts', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  /** The command, on the server's own database, while it runs. */
  async function run(...args: string[]): Promise<{ code: number; output: string }> {
    try {
      const command = [resolve(root, 'backend/dist/legacy/import/main.js'), ...args];
      const { stdout, stderr } = await promisify(execFile)(process.execPath, command, { cwd: root, env: server.env });
      return { code: 0, output: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    }
  }

  it.each([
    ['no source', [], /^Usage: npm run import-legacy .*\n$/],
    ['a source that is none', ['python_chat'], /^Usage: .*\n$/],
    [
      'a source that is not there',
      ['mysql://root@127.0.0.1:1/python_chat'],
      /^The old database cannot be read: .*ECONNREFUSED.*\n$/,
    ],
  ])('says in one sentence what is wrong: %s', async (_, args, sentence) => {
    const { code, output } = await run(...args);
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
  });

  // There is an old database to import from only where there is one at all.
  if (globalThis.chatDatabase !== 'mariadb') return;

  it('takes in names, passwords and pictures, says what it skipped and why, and can be run twice', async () => {
    const database = `python_chat_${randomBytes(4).toString('hex')}`;
    const source = `${process.env.CHAT_TEST_MARIADB}/${database}`;
    const connection = await createConnection(process.env.CHAT_TEST_MARIADB ?? '');
    await connection.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
    await connection.query(`USE ${database}`);
    await connection.query(
      'CREATE TABLE user_information (user_name VARCHAR(20), password VARCHAR(20), data LONGBLOB)',
    );
    const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#0a0' } })
      .png()
      .toBuffer();
    const rows = [
      ['c', '1', picture],
      ['小明', '密码', picture],
      ['zhang san', '123', null],
      ['broken', '123', Buffer.from('no picture')],
      [`o'brien`, '123', picture],
      ['【群聊】', '123', picture],
      ['admin', '123', picture],
      ['nopassword', '', picture],
      ['smi1e', 'a', picture],
      ['smile', 'b', picture],
      ['taken', 'c', picture],
      ['C', 'another', picture],
      ['guest-1', '123', picture],
    ];
    for (const row of rows) await connection.query('INSERT INTO user_information VALUES (?, ?, ?)', row);

    await register(server, 'taken');
    const first = await run(source);
    expect(first.code).toBe(0);
    expect(first.output.trim().split('\n')).toEqual([
      '"zhang san" has the default picture: it had none',
      expect.stringMatching(/^"broken" has the default picture: This is no picture/),
      `Skipped "o'brien": its name cannot be used here`,
      'Skipped "【群聊】": its name cannot be used here',
      'Skipped "admin": This name is reserved; choose another one.',
      'Skipped "nopassword": it has no password',
      'Skipped "smile": This name looks almost the same as one that is taken.',
      'Skipped "taken": somebody here has this name already, with another password',
      'Skipped "C": somebody here has this name already, with another password',
      'Skipped "guest-1": This name is reserved; choose another one.',
      'Imported 5 accounts; 0 were there already; 8 were skipped.',
    ]);
    const second = await run(source);
    expect(second.output).toContain('Skipped "smile": This name looks almost the same as one that is taken.');
    expect(second.output).toContain('Imported 0 accounts; 5 were there already; 8 were skipped.');

    const client = await LegacyClient.connect(server.legacyPorts[0]);
    expect(await client.login('c', '2')).toBe('0');
    expect(await client.login('c', '1')).toBe('1');
    client.close();
    const { body } = await api<Session>(server, 'POST', '/auth/login', {
      json: { username: '小明', password: '密码' },
    });
    const avatar = await fetch(`${server.url}${body.user.avatarUrl}`);
    expect((await sharp(Buffer.from(await avatar.arrayBuffer())).stats()).dominant).toMatchObject({ r: 8, b: 8 });
    const own = await createConnection(server.databaseUrl);
    const [kept] = await own.query('SELECT password_hash FROM users');
    expect(kept).toEqual(expect.arrayContaining([{ password_hash: expect.stringMatching(/^\$argon2id\$/) }]));
    await own.end();
    await connection.query(`DROP DATABASE ${database}`);
    await connection.end();
  });
});
