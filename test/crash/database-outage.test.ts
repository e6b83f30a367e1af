import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { api, register } from '../support/api.js';
import { type PrivateService, privateMariadb } from '../support/private-services.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, request, send } from '../support/sockets.js';
import { until } from '../support/until.js';

describe('a database that goes away', () => {
  let database: PrivateService;
  let server: TestServer;
  beforeAll(async () => {
    database = await privateMariadb();
    const administration = await createConnection(database.url);
    await administration.query("SET GLOBAL sql_mode = 'NO_BACKSLASH_ESCAPES'");
    await administration.end();
    server = await startServer({ databaseUrl: database.url });
  });
  afterAll(async () => {
    await server.stop();
    await database.kill();
  });

  it("stores what people write as they wrote it, whatever the database's own mode", async () => {
    const { accessToken } = await register(server);
    const socket = await connect(server, accessToken);
    await join(socket, 'quoted');
    const text = "\\'), (1, 2, 3); DROP TABLE messages; -- \\";
    for (const seq of [1, 2]) expect(await send(socket, 'quoted', text)).toMatchObject({ seq, text });
    socket.disconnect();
  });

  async function readiness(): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${server.url}/readyz`);
    return { status: answer.status, text: await answer.text() };
  }

  it('makes the server not ready, fails what needs it with a code, and is taken up again when it is back', async () => {
    const { accessToken: token } = await register(server);
    const socket = await connect(server, token);
    await join(socket, 'lobby');
    const before = await send(socket, 'lobby', 'before');
    expect((await readiness()).status).toBe(200);

    await database.kill();
    expect(await readiness()).toEqual({
      status: 503,
      text: JSON.stringify({ status: 'not_ready', checks: { database: 'failed' } }),
    });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const clientId = '0b8f6f3e-6a3e-4a53-9d8b-1f3f0f6f7a11';
    const refused = await request(socket, 'message:send', { room: 'lobby', clientId, text: 'meanwhile' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    const failed = await api(server, 'GET', '/rooms/lobby/messages', { token });
    expect(failed).toMatchObject({ status: 503, body: { code: 'unavailable', retryAfter: 2 } });
    expect(JSON.stringify(failed.body)).not.toMatch(/mysql|ECONN|sequelize|127\.0\.0\.1/i);

    await database.start();
    await until(async () => (await readiness()).status === 200);
    const again = await request(socket, 'message:send', { room: 'lobby', clientId, text: 'meanwhile' });
    expect(again).toMatchObject({ ok: true, message: { seq: before.seq + 1 } });
    socket.disconnect();
  });
});
