import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rateLimits } from '../../backend/src/rate-limits/rate-limits.js';
import { api, password, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, request } from '../support/sockets.js';

describe('who does something too often', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { CHAT_RATE_LIMITS: 'on' } });
  });
  afterAll(() => server.stop());

  const room = `room-${randomUUID()}`;
  it.each([
    ['sends', 'message', 'message:send', () => ({ room, clientId: randomUUID(), text: 'again' })],
    ['reacts', 'message', 'message:react', () => ({ messageId: '1-1', emoji: '👍', on: true })],
    ['joins', 'join', 'room:join', () => ({ room })],
    ['makes rooms', 'room', 'room:join', () => ({ room: randomUUID() })],
    ['opens conversations', 'join', 'dm:open', () => ({ username: 'nobody' })],
    ['leaves', 'leave', 'room:leave', () => ({ room: randomUUID() })],
    ['reads', 'read', 'room:read', () => ({ room, seq: 1 })],
    ['types', 'typing', 'typing', () => ({ room, on: true })],
  ] as const)('and %s is refused, and told when to come back', async (_, action, event, payload) => {
    const [{ accessToken }, other] = [await register(server), await register(server)];
    const socket = await connect(server, accessToken);
    await join(socket, room);
    const { points } = rateLimits[action];
    const answers = await Promise.all(Array.from({ length: points + 5 }, () => request(socket, event, payload())));
    const refused = answers.filter((answer) => !answer.ok && answer.error.code === 'rate_limited');
    expect([5, 6]).toContain(refused.length);
    expect(refused.at(-1)).toMatchObject({ error: { retryAfter: expect.any(Number) } });
    const bystander = await connect(server, other.accessToken);
    expect((await join(bystander, room)).ok).toBe(true);
    socket.disconnect();
    bystander.disconnect();
  });

  it('and changes his picture is refused over HTTP, with a header that says when to come back', async () => {
    const { accessToken: token } = await register(server);
    const answers = await Promise.all(
      Array.from({ length: rateLimits.account.points + 5 }, () => api(server, 'DELETE', '/me/avatar', { token })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    for (const { headers, body } of refused) {
      expect(body).toMatchObject({ code: 'rate_limited', retryAfter: Number(headers.get('retry-after')) });
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });

  it('and guesses a password is refused after as many guesses at once as one after the other, the right one too', async () => {
    const { user } = await register(server);
    const guess = (guessed: string) =>
      api(server, 'POST', '/auth/login', { json: { username: user.username, password: guessed } });
    const { points } = rateLimits['login-name'];
    for (let n = 0; n < 2 * points; n++) expect((await guess(password)).status).toBe(200);
    const answers = await Promise.all([...Array(points + 5).fill('a wrong guess'), password].map(guess));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(points).fill(401), ...Array(6).fill(429)]);
    expect(answers.at(-1)?.status).toBe(429);
  });
});
