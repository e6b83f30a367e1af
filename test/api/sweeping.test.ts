import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join as joinPath, resolve } from 'node:path';
import type { File, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';
import { until } from '../support/until.js';
import { upload } from '../support/upload.js';

const clock = resolve(import.meta.dirname, '../support/setup/clock-ahead.mjs');

describe('what was given up', () => {
  let server: TestServer;
  let ann: Session;
  const stored = () => filesBelow(joinPath(server.dataDir, 'files'));
  const staged = () => filesBelow(joinPath(server.dataDir, 'uploads'));
  const begin = async () => {
    const headers = {
      'tus-resumable': '1.0.0',
      'upload-length': '10',
      'content-type': 'application/offset+octet-stream',
    };
    const answer = await api(server, 'POST', '/files', { token: ann.accessToken, headers, body: 'half' });
    return answer.headers.get('location')?.replace('/api/v1', '') ?? '';
  };
  /** The same chat, some hours later: another server on its data. */
  const later = async (hours: number, look: (server: TestServer, token: string) => Promise<void>) => {
    await server.kill();
    const ahead = { CHAT_TEST_HOURS_AHEAD: String(hours), NODE_OPTIONS: `--import ${clock}` };
    const next = await startServer({
      databaseUrl: server.databaseUrl,
      env: { CHAT_DATA_DIR: server.dataDir, ...ahead },
    });
    try {
      const json = { username: ann.user.username, password };
      const { body } = await api<Session>(next, 'POST', '/auth/login', { json });
      await look(next, body.accessToken);
    } finally {
      await next.stop();
    }
  };

  const carriedBytes = randomBytes(1000);
  let carried: File;
  let alone: string;
  let unfinished: string;
  beforeAll(async () => {
    server = await startServer();
    ann = await register(server);
    const socket = await connect(server, ann.accessToken);
    await join(socket, 'kept');
    const id = await upload({ server, token: ann.accessToken, content: carriedBytes });
    carried = (await send(socket, 'kept', '', { files: [id] })).files[0] as File;
    socket.disconnect();
    alone = await upload({ server, token: ann.accessToken, content: randomBytes(1000) });
    unfinished = await begin();
    // As a crash leaves it behind when an upload is being finished.
    const stray = joinPath(server.dataDir, 'files', '00', `${'0'.repeat(24)}-thumbnail`);
    await mkdir(dirname(stray), { recursive: true });
    await writeFile(stray, 'stray');
    expect([stored().length, staged().length]).toEqual([3, 1]);
  });
  afterAll(() => server.stop());

  it('can be gone on with for a day', () =>
    later(23, async (server, token) => {
      expect((await api(server, 'GET', `/files/${alone}`, { token })).status).toBe(200);
      const progress = await api(server, 'HEAD', unfinished, { token, headers: { 'tus-resumable': '1.0.0' } });
      expect([progress.status, progress.headers.get('upload-offset')]).toEqual([200, '4']);
    }));

  it('is swept after a day where it is not finished, and what a message carries, or may carry yet, stays', () =>
    later(25, async (server, token) => {
      await until(() => staged().length === 0);
      expect(stored()).toHaveLength(3);
      expect((await api(server, 'GET', `/files/${alone}`, { token })).status).toBe(200);
      const progress = await api(server, 'HEAD', unfinished, { token, headers: { 'tus-resumable': '1.0.0' } });
      expect(progress.status).toBe(404);
      const headers = { authorization: `Bearer ${token}` };
      const kept = await fetch(`${server.url}/api/v1/files/${carried.id}`, { headers });
      expect(Buffer.from(await kept.arrayBuffer()).equals(carriedBytes)).toBe(true);
    }));

  it('is swept after two days where it is bytes that nobody refers to', () =>
    later(49, async () => {
      await until(() => stored().length === 2);
    }));

  it('is forgotten where it is a session that nobody has used for sixty days', () =>
    later(61 * 24, async (server, token) => {
      // As is a file that no message has come for.
      await until(() => stored().length === 1);
      expect((await api(server, 'GET', `/files/${alone}`, { token })).status).toBe(404);
      const refresh = () => api(server, 'POST', '/auth/refresh', { json: { refreshToken: ann.refreshToken } });
      await until(async () => (await refresh()).body.code === 'unauthorized');
      // Addresses of files end too, after a week.
      expect((await fetch(server.url + carried.url)).status).toBe(401);
    }));
});

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}
