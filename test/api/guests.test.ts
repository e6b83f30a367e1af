import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { Room, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, demand, join, request, send } from '../support/sockets.js';
import { until } from '../support/until.js';

const clock = resolve(import.meta.dirname, '../support/setup/clock-ahead.mjs');
const guest = (server: TestServer, json = {}) => api<Session>(server, 'POST', '/auth/guest', { json });

describe('guests', () => {
  let server: TestServer;
  let ann: Session;
  beforeAll(async () => {
    server = await startServer();
    ann = await register(server);
  });
  afterAll(() => server.stop());

  it('read and write under a name that says what they are', async () => {
    const { status, body } = await guest(server, { displayName: 'Passer-by' });
    expect(status).toBe(201);
    expect(body.user).toMatchObject({ guest: true, role: 'member', displayName: 'Passer-by' });
    expect(body.user.username).toMatch(/^guest-[a-z2-9]{7}$/);
    const socket = await connect(server, body.accessToken);
    await join(socket, 'shop');
    expect(await send(socket, 'shop', 'Is anybody here?')).toMatchObject({ sender: body.user });
    socket.disconnect();
  });

  it('are known again by their session', async () => {
    const { body } = await guest(server);
    const again = await api<Session>(server, 'POST', '/auth/refresh', { json: { refreshToken: body.refreshToken } });
    expect(again.body.user).toEqual(body.user);
  });

  it('upload nothing', async () => {
    const { body } = await guest(server);
    const headers = { 'tus-resumable': '1.0.0', 'upload-length': '10' };
    const answer = await api(server, 'POST', '/files', { token: body.accessToken, headers });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('begin no private conversation, and answer in one that somebody began', async () => {
    const { body } = await guest(server);
    const theirs = await connect(server, body.accessToken);
    const refused = await request(theirs, 'dm:open', { username: ann.user.username });
    expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    const anns = await connect(server, ann.accessToken);
    const { room } = await demand<{ room: Room }>(anns, 'dm:open', { username: body.user.username });
    await join(theirs, room.slug);
    expect(await send(theirs, room.slug, 'Hello')).toMatchObject({ text: 'Hello' });
    anns.disconnect();
    theirs.disconnect();
  });

  it('have names that nobody can register, nor one that looks like it', async () => {
    for (const username of ['guest-abc2345', 'Guest-1', 'guеst-abc2345']) {
      const answer = await api(server, 'POST', '/auth/register', { json: { username, password } });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', fields: { username: 'reserved' } } });
    }
  });

  it('cannot sign in with a password', async () => {
    const { body } = await guest(server);
    const json = { username: body.user.username, password: 'null' };
    expect((await api(server, 'POST', '/auth/login', { json })).body).toMatchObject({ code: 'bad_credentials' });
  });

  it('are forgotten a week after they left nothing, and stay when they left something', async () => {
    const { body: silent } = await guest(server);
    const { body: heard } = await guest(server);
    const socket = await connect(server, heard.accessToken);
    await join(socket, 'shop');
    await send(socket, 'shop', 'Remember me');
    socket.disconnect();
    await server.kill();
    const later = await startServer({
      databaseUrl: server.databaseUrl,
      env: {
        ...{ CHAT_DATA_DIR: server.dataDir, CHAT_LOG_LEVEL: 'debug' },
        ...{ CHAT_TEST_HOURS_AHEAD: '200', NODE_OPTIONS: `--import ${clock}` },
      },
    });
    await until(() => /Forgot \d+ guests/.test(later.log()));
    const refreshed = (session: Session) =>
      api(later, 'POST', '/auth/refresh', { json: { refreshToken: session.refreshToken } });
    expect((await refreshed(silent)).status).toBe(401);
    expect((await refreshed(heard)).status).toBe(200);
    await later.stop();
  });
});

describe('guests who may only read', () => {
  let server: TestServer;
  let visitor: Session;
  beforeAll(async () => {
    server = await startServer({ env: { CHAT_GUESTS: 'read' } });
    visitor = (await guest(server)).body;
  });
  afterAll(() => server.stop());

  it('see what is said, and change nothing', async () => {
    const ann = await register(server);
    const anns = await connect(server, ann.accessToken);
    await join(anns, 'news');
    const said = await send(anns, 'news', 'We open at nine');
    const socket = await connect(server, visitor.accessToken);
    expect((await join(socket, 'news')).messages).toMatchObject([{ text: 'We open at nine' }]);
    const attempts = {
      'message:send': { room: 'news', clientId: randomUUID(), text: 'Hello' },
      'message:react': { messageId: said.id, emoji: '👍', on: true },
      'message:edit': { messageId: said.id, text: 'We are closed' },
      'message:delete': { messageId: said.id },
      typing: { room: 'news', on: true },
    };
    for (const [event, payload] of Object.entries(attempts)) {
      expect(await request(socket, event, payload)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
    const page = await api(server, 'GET', '/rooms/news/messages', { token: visitor.accessToken });
    expect(page.body).toMatchObject({ messages: [{ text: 'We open at nine', reactions: [] }] });
    anns.disconnect();
    socket.disconnect();
  });
});

describe('a server that lets no guests in', () => {
  it('refuses new ones, and those it had before', async () => {
    const open = await startServer();
    const { body } = await guest(open);
    await open.kill();
    const server = await startServer({
      databaseUrl: open.databaseUrl,
      env: { CHAT_DATA_DIR: open.dataDir, CHAT_GUESTS: 'off' },
    });
    expect(await guest(server)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await api(server, 'GET', '/me', { token: body.accessToken })).toMatchObject({ status: 401 });
    const { refreshToken } = body;
    expect(await api(server, 'POST', '/auth/refresh', { json: { refreshToken } })).toMatchObject({
      status: 401,
      body: { code: 'session_ended' },
    });
    expect((await api(server, 'GET', '/config')).body).toMatchObject({ guests: 'off' });
    await server.stop();
  });
});
