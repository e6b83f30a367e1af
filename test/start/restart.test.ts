import type { HistoryPage, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { LegacyClient } from '../support/legacy-client.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';

describe('npm start', () => {
  let server: TestServer;
  beforeAll(async () => {
    // Without a setting for the database: the default.
    server = await startServer({ command: ['npm', 'start'], env: { CHAT_DATABASE_URL: '' } });
  });
  afterAll(() => server.stop());

  it('says where it listens and what it keeps its data in', () => {
    expect(server.log()).toContain(`Listening on ${server.url}`);
    for (const port of server.legacyPorts)
      expect(server.log()).toMatch(new RegExp(`old clients on 127\\.0\\.0\\.1:${port}`));
    expect(server.log()).toContain(`Database: SQLite (${server.dataDir}/chat.sqlite)`);
  });

  it('serves a page with the widget on it, and the widget', async () => {
    const page = await fetch(server.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/<chat-room\b/);
    const script = await fetch(`${server.url}/widget.js`);
    expect(script.headers.get('content-type')).toMatch(/javascript/);
  });

  it('is the only server on its SQLite file, and says so to another one', async () => {
    const databaseUrl = `sqlite:${server.dataDir}/chat.sqlite`;
    await expect(startServer({ databaseUrl })).rejects.toThrow(
      `The SQLite file ${server.dataDir}/chat.sqlite is in use by another server;`,
    );
  });

  it('keeps everything over a restart: accounts, sessions, messages; and old clients come back', async () => {
    const session = await register(server, 'ann');
    const socket = await connect(server, session.accessToken);
    await join(socket, 'lobby');
    const message = await send(socket, 'lobby', 'still here');
    socket.disconnect();

    await server.restart('SIGTERM');

    const token = session.accessToken;
    expect((await api(server, 'GET', '/me', { token })).body).toEqual(session.user);
    const { body } = await api<HistoryPage>(server, 'GET', '/rooms/lobby/messages', { token });
    expect(body.messages).toEqual([message]);
    const refreshed = await api<Session>(server, 'POST', '/auth/refresh', {
      json: { refreshToken: session.refreshToken },
    });
    expect(refreshed.status).toBe(200);
    const client = await LegacyClient.connect(server.legacyPorts[0]);
    expect(await client.login('ann', password)).toBe('1');
    client.close();
  });
});
