/**
 * The server is killed while people upload, send and delete, at random moments, again and again (`CHAT_TEST_CRASH_ROUNDS`, 2 unless
 * set). Then eight days pass, and everything is counted: no message without its file, no file without a message.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import { join as joinPath, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { File, Message, Session } from '@chat-room/protocol';
import { describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { wholeHistory } from '../support/history.js';
import { drawing } from '../support/pictures.js';
import { startS3 } from '../support/s3.mjs';
import { startServer, type TestServer } from '../support/server.js';
import { connect, demand, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';
import { upload } from '../support/upload.js';

const rounds = Number(process.env.CHAT_TEST_CRASH_ROUNDS ?? 2);
const room = 'wreckage';
const clock = resolve(import.meta.dirname, '../support/setup/clock-ahead.mjs');

interface Kept {
  env: Record<string, string>;
  /** Settings of the server that comes later, by whose clock requests to a bucket are signed. */
  later(ahead: Record<string, string>): Promise<Record<string, string>>;
  /** Names of everything that is stored. */
  stored(server: TestServer): string[];
  stop(): Promise<void>;
}

async function onDisk(): Promise<Kept> {
  return {
    env: {},
    later: async () => ({}),
    stored: ({ dataDir }) => filesBelow(joinPath(dataDir, 'files')),
    stop: async () => undefined,
  };
}

async function inBucket(): Promise<Kept> {
  const directory = mkdtempSync(joinPath(process.env.CHAT_TEST_RUN ?? '', 's3-'));
  let s3 = await startS3(directory);
  const env = () => ({ CHAT_STORAGE_URL: `${s3.url}?tls=off` });
  return {
    env: env(),
    async later(ahead) {
      await s3.stop();
      s3 = await startS3(directory, ahead);
      return env();
    },
    stored: () => filesBelow(joinPath(directory, 'chat')).filter((name) => name.endsWith('_object')),
    stop: () => s3.stop(),
  };
}

/** What somebody was told: what he sent, and what he took back. */
class Diary {
  readonly sent = new Map<string, Message>();
  readonly deleted = new Set<string>();
  /** Deleted, perhaps. */
  readonly doomed = new Set<string>();
}

/** Uploads, sends and deletes until the server is gone. */
async function livesUntilTheEnd(server: TestServer, token: string, contents: () => Promise<Buffer>, diary: Diary) {
  try {
    const socket = await connect(server, token);
    await join(socket, room);
    for (;;) {
      const content = await contents();
      const files = [
        await upload({ server, token, content, name: digestOf(content), options: { chunkSize: 100_000 } }),
      ];
      const message = await send(socket, room, '', { files });
      diary.sent.set(message.id, message);
      if (randomInt(3) > 0) continue;
      diary.doomed.add(message.id);
      await demand(socket, 'message:delete', { messageId: message.id });
      diary.deleted.add(message.id);
    }
  } catch (error) {
    if (server.process.exitCode === null && server.process.signalCode === null) await sleep(1000);
    if (server.process.exitCode === null && server.process.signalCode === null) throw error;
  }
}

describe.each([
  ['on the disk', onDisk],
  ['in a bucket', inBucket],
])('files %s', (_, begin) => {
  it(
    'and messages stay together, whenever the server dies',
    async () => {
      const kept = await begin();
      const server = await startServer({ env: kept.env });
      const ann = await register(server, 'ann');
      const diary = new Diary();
      const pictures = await Promise.all([300, 400, 900].map((side) => drawing(side, 200).png().toBuffer()));
      /** Noise, or one of few pictures, which several have then. */
      const contents = async () => pictures[randomInt(5)] ?? randomBytes(randomInt(1, 300_000));
      for (let round = 0; round < rounds; round++) {
        const before = diary.sent.size;
        const lives = Array.from({ length: 4 }, () => livesUntilTheEnd(server, ann.accessToken, contents, diary));
        await Promise.race([until(() => diary.sent.size >= before + 8, 60_000), Promise.all(lives)]);
        await sleep(randomInt(200));
        await server.kill('SIGKILL');
        await Promise.all(lives);
        await server.start();
      }
      await server.kill('SIGKILL');

      await later(server, kept, 8 * 24, async (next, token) => {
        const messages = await wholeHistory(next, token, room);
        const there = new Map(messages.map((message) => [message.id, message]));
        for (const id of diary.sent.keys()) {
          const { files, deletedAt } = there.get(id) as Message;
          if (diary.deleted.has(id)) expect([files, typeof deletedAt]).toEqual([[], 'string']);
          else if (!diary.doomed.has(id)) expect(files).toHaveLength(1);
        }
        const carried = messages.flatMap(({ files }) => files);
        for (const file of carried) expect(await digestAt(next.url + file.url)).toBe(file.name);
        await until(() => kept.stored(server).length === storedFor(carried), 60_000);
        await until(() => filesBelow(joinPath(server.dataDir, 'uploads')).length === 0, 60_000);
      });
      await server.stop();
      await kept.stop();
    },
    60_000 + rounds * 30_000,
  );
});

/** The same chat, some hours later. */
async function later(
  { databaseUrl, dataDir }: TestServer,
  kept: Kept,
  hours: number,
  look: (server: TestServer, token: string) => Promise<void>,
): Promise<void> {
  const ahead = { CHAT_TEST_HOURS_AHEAD: String(hours), NODE_OPTIONS: `--import ${clock}` };
  const env = await kept.later(ahead);
  const next = await startServer({ databaseUrl, env: { ...env, CHAT_DATA_DIR: dataDir, ...ahead } });
  try {
    const { body } = await api<Session>(next, 'POST', '/auth/login', { json: { username: 'ann', password } });
    await look(next, body.accessToken);
  } finally {
    await next.stop();
  }
}

/** How much there is in the storage for them: each content once, and its thumbnails. */
function storedFor(files: readonly File[]): number {
  const contents = new Map(files.map((file) => [file.name, file]));
  const thumbnails = ({ thumbnailUrl, thumbnails }: File) => (thumbnailUrl ? (thumbnails?.length ?? 1) : 0);
  return [...contents.values()].reduce((sum, file) => sum + 1 + thumbnails(file), 0);
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function digestAt(url: string): Promise<string> {
  const answer = await fetch(url);
  return answer.ok ? digestOf(Buffer.from(await answer.arrayBuffer())) : `answered with ${answer.status}`;
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}
