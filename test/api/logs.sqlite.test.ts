import { randomBytes } from 'node:crypto';
import type { Session } from '@chat-room/protocol';
import { describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { startServer } from '../support/server.js';
import { connect, demand, join, send } from '../support/sockets.js';
import { upload } from '../support/upload.js';

describe.each(['text', 'json'])('the log as %s', (format) => {
  it('tells what happens, and not one secret', async () => {
    const serverSecret = randomBytes(32).toString('hex');
    const env = { CHAT_LOG: format, CHAT_LOG_LEVEL: 'verbose', CHAT_SECRET: serverSecret };
    const server = await startServer({ env });
    const secrets = [serverSecret, password, 'a wrong password'];
    try {
      const first = await register(server, 'chatterbox');
      await api(server, 'POST', '/auth/login', { json: { username: 'chatterbox', password: 'a wrong password' } });
      await api(server, 'POST', '/auth/login', {
        body: `{"password": "${password}`,
        headers: { 'content-type': 'application/json' },
      });
      const { body: second } = await api<Session>(server, 'POST', '/auth/refresh', {
        json: { refreshToken: first.refreshToken },
      });
      await api(server, 'POST', '/auth/refresh', { json: { refreshToken: first.refreshToken } });
      const { body: third } = await api<Session>(server, 'POST', '/auth/login', {
        json: { username: 'chatterbox', password },
      });
      for (const session of [first, second, third]) secrets.push(session.accessToken, session.refreshToken);

      const socket = await connect(server, third.accessToken);
      await join(socket, 'lobby');
      await connect(server, 'not a token').catch(() => {});
      const fileId = await upload({ server, token: third.accessToken, content: Buffer.from('some bytes') });
      const { files } = await send(socket, 'lobby', 'a private thought', { files: [fileId] });
      const url = String(files[0]?.url);
      expect((await fetch(`${server.url}${url}`)).status).toBe(200);
      secrets.push(String(new URL(url, server.url).searchParams.get('s')), 'a private thought');
      await demand(socket, 'typing', { room: 'lobby', on: true });
      await api(server, 'GET', '/rooms/lobby/search?q=thought', { token: third.accessToken });
      await api(server, 'GET', `/me?token=${third.accessToken}`);
      socket.disconnect();
      await server.kill();

      expect(server.log()).toMatch(/GET \/api\/v1\/rooms\/lobby\/search 200/);
      expect(server.log()).toMatch(/POST \/api\/v1\/auth\/login 401/);
      for (const secret of secrets) {
        expect(secret.length).toBeGreaterThan(8);
        expect(server.log()).not.toContain(secret);
      }
    } finally {
      await server.stop();
    }
  });
});
