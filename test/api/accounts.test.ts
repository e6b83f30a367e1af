import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';

describe('accounts', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it('registers, and signs in under any case and Unicode form of the name', async () => {
    await register(server, 'José');
    const { status, body } = await api<Session>(server, 'POST', '/auth/login', {
      json: { username: 'JOSE\u0301', password },
    });
    expect(status).toBe(200);
    expect(body.user.username).toBe('José');
  });

  it('refuses a name that is taken, or looks like one that is', async () => {
    await register(server, 'paypal');
    const again = await api(server, 'POST', '/auth/register', { json: { username: 'PayPal', password } });
    expect(again).toMatchObject({ status: 409, body: { code: 'username_taken', fields: { username: 'taken' } } });
    const alike = await api(server, 'POST', '/auth/register', { json: { username: 'pаypаl', password } });
    expect(alike).toMatchObject({ status: 409, body: { code: 'username_taken', fields: { username: 'lookalike' } } });
  });

  it('ends the whole session when a refresh token is used twice', async () => {
    const { accessToken, refreshToken } = await register(server);
    const first = await api<Session>(server, 'POST', '/auth/refresh', { json: { refreshToken } });
    expect(first.status).toBe(200);
    const second = await api(server, 'POST', '/auth/refresh', { json: { refreshToken } });
    expect(second).toMatchObject({ status: 401, body: { code: 'session_ended' } });
    for (const token of [accessToken, first.body.accessToken]) {
      expect(await api(server, 'GET', '/me', { token })).toMatchObject({
        status: 401,
        body: { code: 'session_ended' },
      });
    }
    const third = await api(server, 'POST', '/auth/refresh', { json: { refreshToken: first.body.refreshToken } });
    expect(third.status).toBe(401);
  });

  it('lets exactly one of two simultaneous refreshes through at the most', async () => {
    const { refreshToken } = await register(server);
    const answers = await Promise.all(
      [1, 2, 3].map(() => api(server, 'POST', '/auth/refresh', { json: { refreshToken } })),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });
});
