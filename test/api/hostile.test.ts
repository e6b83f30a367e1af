import { randomUUID } from 'node:crypto';
import type { HistoryPage, Room, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, nextMessages, request, send } from '../support/sockets.js';

const script = '<img src=x onerror=alert(1)><script>alert(2)</script>';
const sql = "x'; DROP TABLE users; -- \\";

describe('hostile input', () => {
  let server: TestServer;
  let session: Session;
  let socket: ChatSocket;
  const room = `room-${randomUUID()}`;
  const page = async (slug = room) =>
    (await api<HistoryPage>(server, 'GET', `/rooms/${slug}/messages`, { token: session.accessToken })).body;

  beforeAll(async () => {
    server = await startServer();
    session = await register(server);
    socket = await connect(server, session.accessToken);
    await join(socket, room);
    await send(socket, room, 'the only message');
  });
  afterAll(async () => {
    socket.disconnect();
    await server.stop();
  });

  describe('in HTTP bodies', () => {
    const good = { username: 'somebody-new', password };
    it.each([
      ['nothing', undefined],
      ['null', null],
      ['an array', []],
      ['a string', 'x'],
      ['a number as a name', { ...good, username: 5 }],
      ['an object as a name', { ...good, username: { $ne: null } }],
      ['an array as a password', { ...good, password: ['x'] }],
      ['a short name', { ...good, username: 'x' }],
      ['a long name', { ...good, username: 'x'.repeat(33) }],
      ['a name with a space', { ...good, username: 'a b' }],
      ['a name with a quote', { ...good, username: "o'brien" }],
      ['a name with a backslash', { ...good, username: 'a\\b' }],
      ['a name with a NUL', { ...good, username: 'a\0b' }],
      ['a name with a line feed', { ...good, username: 'a\nb' }],
      ['a name that turns the direction', { ...good, username: 'a\u202Eb' }],
      ['a name with an invisible character', { ...good, username: 'a\u200Bb' }],
      ['an invisible name', { ...good, username: '\u3164\u3164' }],
      ['a reserved name with something invisible in it', { ...good, username: 'ad\u034Fmin' }],
      ['a reserved name with something invisible behind it', { ...good, username: 'admin\uFE0F' }],
      ['a name that is one letter', { ...good, username: 'e\u0301' }],
      ['a name of letters that spell out sentences', { ...good, username: '\uFDFA'.repeat(32) }],
      ['a name of letters that are two when composed', { ...good, username: '\u0958'.repeat(32) }],
      ['an invisible display name', { ...good, displayName: '\u200B\u2060\u3164\u2800' }],
      ['a display name that turns the direction', { ...good, displayName: 'bob\u202Egnp.exe' }],
      ['half a pair as a display name', { ...good, displayName: 'a\uD800' }],
      ['a long display name', { ...good, displayName: 'é'.repeat(65) }],
      ['an emoji as a name', { ...good, username: '😀😀' }],
      ['the name of the group', { ...good, username: '【群聊】' }],
      ['a script as a name', { ...good, username: script }],
      ['SQL as a name', { ...good, username: sql }],
      ['a reserved name', { ...good, username: 'Admin' }],
      ['a reserved name in disguise', { ...good, username: 'аdmin' }],
      ['a short password', { ...good, password: '1234567' }],
      ['a long password', { ...good, password: 'x'.repeat(257) }],
      ['a role of his own', { ...good, role: 'admin' }],
      ['a prototype', JSON.parse('{"username":"somebody-new","password":"12345678","__proto__":{"role":"admin"}}')],
      ['a display name with a line break', { ...good, displayName: 'a\nb' }],
    ])('refuses to register %s', async (_, json) => {
      const answer = await api(server, 'POST', '/auth/register', { json });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', status: 400 } });
      expect(Object.keys(answer.body.fields as object).length).toBeGreaterThan(0);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    });

    it.each([
      ['broken JSON', '{"username": '],
      ['a lone surrogate in its escape', '{"username":"\\ud800","password":"12345678"}'],
      ['deep nesting', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ])('refuses %s', async (_, body) => {
      const headers = { 'content-type': 'application/json' };
      const { status } = await api(server, 'POST', '/auth/register', { body, headers });
      expect(status).toBe(400);
    });

    it('refuses a body that is too large, and one that is no JSON', async () => {
      const large = await api(server, 'POST', '/auth/login', { json: { username: 'x'.repeat(200_000), password } });
      expect(large).toMatchObject({ status: 413, body: { code: 'too_large' } });
      const form = await api(server, 'POST', '/auth/login', {
        body: 'username=a&password=b',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(form).toMatchObject({ status: 400, body: { code: 'invalid' } });
    });

    it.each([
      '/rooms/lobby/messages?limit=0',
      '/rooms/lobby/messages?limit=201',
      '/rooms/lobby/messages?limit=1e9',
      '/rooms/lobby/messages?before=-1',
      '/rooms/lobby/messages?before=1.5',
      '/rooms/lobby/messages?before=x',
      '/rooms/lobby/messages?before=',
      '/rooms/lobby/messages?after=0x10',
      '/rooms/lobby/messages?before=1&after=1',
      '/rooms/lobby/messages?before=1&before=2',
      '/rooms/lobby/messages?before[$gt]=1',
      '/rooms/lobby/search?q=',
      `/rooms/lobby/search?q=${'x'.repeat(201)}`,
      '/rooms/lobby/search?q[]=x',
    ])('refuses the query %s', async (path) => {
      const answer = await api(server, 'GET', path.replace('lobby', room), { token: session.accessToken });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } });
    });

    it('finds nobody and nothing under a name with a NUL', async () => {
      const { accessToken: token } = session;
      const login = await api(server, 'POST', '/auth/login', { json: { username: 'a\0b', password } });
      expect(login).toMatchObject({ status: 401, body: { code: 'bad_credentials' } });
      const refreshed = await api(server, 'POST', '/auth/refresh', { json: { refreshToken: '\0.\0' } });
      expect(refreshed).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
      for (const [method, headers] of [
        ['GET', {}],
        ['HEAD', {}],
        ['HEAD', { 'tus-resumable': '1.0.0' }],
        ['DELETE', { 'tus-resumable': '1.0.0' }],
      ] as const) {
        expect((await api(server, method, '/files/%00', { token, headers })).status).toBe(404);
      }
    });

    it.each(['..', '%2e%2e', '%00', 'Lobby', 'a b', "x'--", 'x'.repeat(65), '%E4%BD%A0'])(
      'finds no room called %s',
      async (slug) => {
        const answer = await api(server, 'GET', `/rooms/${slug}/messages`, { token: session.accessToken });
        expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      },
    );
  });

  describe('in socket payloads', () => {
    const clientId = () => randomUUID();
    const cases: [string, string, (() => unknown[]) | unknown[]][] = [
      ['nothing', 'room:join', []],
      ['null', 'room:join', [null]],
      ['a string', 'room:join', [room]],
      ['two payloads', 'room:join', [{ room }, { room }]],
      ['a slug in capitals', 'room:join', [{ room: 'LOBBY' }]],
      ['an empty slug', 'room:join', [{ room: '' }]],
      ['a long slug', 'room:join', [{ room: 'x'.repeat(65) }]],
      ['a slug that is an object', 'room:join', [{ room: { toString: 'x' } }]],
      ['a negative since', 'room:join', [{ room, since: -1 }]],
      ['a since that is no number', 'room:join', [{ room, since: '5' }]],
      ['a since beyond all numbers', 'room:join', [{ room, since: Number.MAX_SAFE_INTEGER + 1 }]],
      ['a field nobody knows', 'room:join', [{ room, admin: true }]],
      ['bytes', 'room:join', [Buffer.from('lobby')]],
      ['no clientId', 'message:send', [{ room, text: 'x' }]],
      ['a clientId that is no UUID', 'message:send', [{ room, text: 'x', clientId: 'x' }]],
      ['a clientId that is SQL', 'message:send', [{ room, text: 'x', clientId: sql }]],
      ['no text', 'message:send', () => [{ room, clientId: clientId() }]],
      ['an empty text', 'message:send', () => [{ room, clientId: clientId(), text: '' }]],
      ['a blank text', 'message:send', () => [{ room, clientId: clientId(), text: ' \n\t\u200B\u3000' }]],
      ['a text of control characters', 'message:send', () => [{ room, clientId: clientId(), text: '\0\u0001\u001b' }]],
      ['a text that is a number', 'message:send', () => [{ room, clientId: clientId(), text: 5 }]],
      ['a text of bytes', 'message:send', () => [{ room, clientId: clientId(), text: Buffer.from('x') }]],
      ['a text over the limit', 'message:send', () => [{ room, clientId: clientId(), text: 'x'.repeat(4001) }]],
      ['a huge text', 'message:send', () => [{ room, clientId: clientId(), text: 'x'.repeat(900_000) }]],
      ['files that are none', 'message:send', () => [{ room, clientId: clientId(), files: 'x' }]],
      ['too many files', 'message:send', () => [{ room, clientId: clientId(), files: Array(11).fill('x') }]],
      ['a file that ends early', 'message:send', () => [{ room, clientId: clientId(), files: ['a\0b'] }]],
      ["somebody's file", 'message:send', () => [{ room, clientId: clientId(), files: ['../../etc/passwd'] }]],
      ['a reply to nothing', 'message:send', () => [{ room, clientId: clientId(), text: 'x', replyTo: '1-999' }]],
      ['a reply to SQL', 'message:send', () => [{ room, clientId: clientId(), text: 'x', replyTo: sql }]],
      ['an emoji that is a word', 'message:react', () => [{ messageId: '1-1', emoji: 'like', on: true }]],
      ['an emoji that is a script', 'message:react', () => [{ messageId: '1-1', emoji: script, on: true }]],
      ['an emoji that is a digit', 'message:react', () => [{ messageId: '1-1', emoji: '1', on: true }]],
      ['digits that are joined', 'message:react', () => [{ messageId: '1-1', emoji: '4\u200D2', on: true }]],
      ['two emoji', 'message:react', () => [{ messageId: '1-1', emoji: '👍👍', on: true }]],
      ['no emoji', 'message:react', () => [{ messageId: '1-1', emoji: '', on: true }]],
      ['neither on nor off', 'message:react', () => [{ messageId: '1-1', emoji: '👍', on: 'yes' }]],
      ['a message id that is a number', 'message:edit', [{ messageId: 1, text: 'x' }]],
      ['a seq that is no number', 'room:read', [{ room, seq: 'x' }]],
      ['a fraction of a seq', 'room:read', [{ room, seq: 0.5 }]],
      ['a typing that is neither', 'typing', [{ room, on: 1 }]],
      ['a private conversation with nobody', 'dm:open', [{ username: '' }]],
      ['a private conversation with an object', 'dm:open', [{ username: { $gt: '' } }]],
    ];

    it.each(cases)('refuses %s (%s), and changes nothing', async (_, event, payload) => {
      const answer = await request(socket, event, ...(typeof payload === 'function' ? payload() : payload));
      expect(answer).toMatchObject({ ok: false, error: { code: 'invalid', message: expect.any(String) } });
      if (!answer.ok) expect(Object.keys(answer.error.fields ?? {}).length).toBeGreaterThan(0);
      expect(await page()).toMatchObject({ seq: 1, messages: [{ rev: 1 }] });
    });

    it.each(['', '1', '1-', '-1-1', '1-0', '0-1', '999999-1', '1-1-1', '１-１', sql, '__proto__'])(
      'finds no message %j',
      async (messageId) => {
        const answer = await request(socket, 'message:delete', { messageId });
        expect(answer).toMatchObject({ ok: false });
        if (!answer.ok) expect(['not_found', 'invalid']).toContain(answer.error.code);
      },
    );

    it('refuses a private conversation with oneself, and with people who are not there', async () => {
      expect(await request(socket, 'dm:open', { username: session.user.username })).toMatchObject({
        error: { code: 'invalid', fields: { username: 'wrong' } },
      });
      for (const username of ['nobody-here', 'a\0b', sql, script]) {
        expect(await request(socket, 'dm:open', { username })).toMatchObject({ error: { code: 'not_found' } });
      }
    });

    it('makes no room whose slug belongs to private conversations', async () => {
      for (const slug of ['dm:', 'dm:x', `dm:${session.user.id}.${session.user.id}`]) {
        expect(await request(socket, 'room:join', { room: slug })).toMatchObject({ error: { code: 'not_found' } });
      }
    });

    it('takes no notice of events nobody knows, of events without acknowledgement, and of names that are special', async () => {
      const stranger = await connect(server, session.accessToken);
      for (const event of ['admin', 'constructor', '__proto__', 'toString', 'messages']) {
        (stranger as unknown as NodeJS.EventEmitter).emit(event, { room });
      }
      (stranger as unknown as NodeJS.EventEmitter).emit('message:send', { nothing: true });
      (stranger as unknown as NodeJS.EventEmitter).emit('message:send');
      expect(await join(stranger, room)).toMatchObject({ seq: 1 });
      stranger.disconnect();
    });
  });

  it.each([
    ['a script', script],
    ['SQL', sql],
    ['markup of every kind', '</textarea>{{7*7}}<%= 7*7 %><svg/onload=alert(1)>'],
    ['right-to-left overrides', 'abc\u202Edef\u2066ghi'],
    ['stacked marks', `Z${'\u0301'.repeat(500)}`],
    ['ten thousand units of emoji', '👨‍👩‍👧‍👦'.repeat(350)],
    ['characters beyond U+FFFF', '𠀀𝒳😀'],
    ['as many characters as are allowed', '界'.repeat(4000)],
    ['quotes and backslashes', '\'"`\\\\\\\'" \\u0000 %00 \\x00'],
  ])('keeps %s as the text it is', async (_, text) => {
    const own = `room-${randomUUID()}`;
    await join(socket, own);
    const told = nextMessages(socket, ({ room: slug }) => slug === own);
    const message = await send(socket, own, text);
    expect(message.text).toBe(text);
    expect((await told).messages[0]?.text).toBe(text);
    expect((await page(own)).messages[0]?.text).toBe(text);
  });

  it('cleans what no database and no screen can take, and leaves the rest', async () => {
    const own = `room-${randomUUID()}`;
    await join(socket, own);
    expect((await send(socket, own, 'a\0b\u001bc\r\nd\re\tf')).text).toBe('abc\nd\ne\tf');
    expect((await send(socket, own, 'lone \ud800 surrogate')).text).toBe('lone \uFFFD surrogate');
    expect((await page(own)).messages.map(({ text }) => text)).toEqual(['abc\nd\ne\tf', 'lone \uFFFD surrogate']);
  });

  it('takes a display name of 64 characters, whatever they are made of', async () => {
    const displayName = '😀'.repeat(64);
    const answer = await api(server, 'PATCH', '/me', { token: session.accessToken, json: { displayName } });
    expect(answer).toMatchObject({ status: 200, body: { displayName } });
  });

  it('shows a display name with a script as the text it is', async () => {
    const { status, body } = await api(server, 'PATCH', '/me', {
      token: session.accessToken,
      json: { displayName: script },
    });
    expect(status).toBe(200);
    expect(body.displayName).toBe(script);
    const other = await register(server);
    const peer = await connect(server, other.accessToken);
    const { room: direct } = await demand<{ room: Room }>(peer, 'dm:open', { username: session.user.username });
    expect(direct.title).toBe(script);
    peer.disconnect();
  });

  it.each([
    ['no token', undefined],
    ['a token that is none', 'x'],
    ['a token of nobody', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwic2lkIjoieCJ9.'],
  ])('lets nobody in with %s', async (_, token) => {
    for (const [method, path] of [
      ['GET', '/me'],
      ['PATCH', '/me'],
      ['PUT', '/me/avatar'],
      ['DELETE', '/me/avatar'],
      ['POST', '/auth/logout'],
      ['GET', '/rooms'],
      ['GET', `/rooms/${room}/messages`],
      ['GET', `/rooms/${room}/search?q=x`],
      ['DELETE', `/rooms/${room}/history`],
    ] as const) {
      const answer = await api(server, method, path, token === undefined ? {} : { token });
      expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'unauthorized']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('is still well after all this', async () => {
    expect(server.process.exitCode).toBeNull();
    expect(server.log()).not.toMatch(/ERROR/);
    await send(socket, `room-${randomUUID()}`, 'x').catch((error: Error) => expect(error.message).toMatch(/not_found/));
  });
});
