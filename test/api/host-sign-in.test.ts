import type { Message, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { hostSecret, hostToken, inAnHour } from '../support/host-token.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, demand, join, send } from '../support/sockets.js';

describe('signing in with a token of the host site', () => {
  let server: TestServer;
  const signIn = (token: string) => api<Session>(server, 'POST', '/auth/token', { json: { token } });
  beforeAll(async () => {
    server = await startServer({ env: { CHAT_HOST_SECRET: hostSecret } });
  });
  afterAll(() => server.stop());

  it('makes an account the first time, and finds it every other time', async () => {
    const first = await signIn(hostToken({ sub: '17', name: 'Li Wei 李伟', username: 'liwei' }));
    expect(first).toMatchObject({
      status: 200,
      body: { user: { username: 'liwei', displayName: 'Li Wei 李伟', role: 'member', guest: false } },
    });
    const again = await signIn(hostToken({ sub: '17', name: 'Li Wei' }));
    expect(again.body.user).toEqual({ ...first.body.user, displayName: 'Li Wei' });
    expect(await api(server, 'GET', '/me', { token: again.body.accessToken })).toMatchObject({ status: 200 });
    expect((await api(server, 'GET', '/config')).body).toMatchObject({ hostSignIn: true });
  });

  it('tells ids apart that differ in case alone', async () => {
    const [upper, lower] = await Promise.all(
      ['Abc', 'abc'].map((sub) => signIn(hostToken({ sub, name: 'Same Name' }))),
    );
    expect(upper?.body.user.id).not.toBe(lower?.body.user.id);
    expect(upper?.body.user.displayName).toBe('Same Name');
  });

  it('makes one account for somebody who comes several times at once', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => signIn(hostToken({ sub: 'twice', name: 'Twice' }))));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(all.map(({ body }) => body.user.id)).size).toBe(1);
  });

  it('makes one account, under a name that nobody can foresee, for somebody whom the site calls as guests are called', async () => {
    const all = await Promise.all([1, 2, 3].map(() => signIn(hostToken({ sub: 'guestlike', name: 'Guest Bob' }))));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(all.map(({ body }) => body.user.id)).size).toBe(1);
    expect(all[0]?.body.user).toMatchObject({ username: expect.stringMatching(/^member-/), displayName: 'Guest Bob' });
  });

  it('never gives the account of somebody who registered here', async () => {
    const mine = await register(server, 'maria');
    const { body } = await signIn(hostToken({ sub: 'maria', username: 'maria', name: 'maria' }));
    expect(body.user.id).not.toBe(mine.user.id);
    expect(body.user.username).toMatch(/^maria-\d+$/);
    const login = await api(server, 'POST', '/auth/login', { json: { username: body.user.username, password } });
    expect(login).toMatchObject({ status: 401, body: { code: 'bad_credentials' } });
  });

  it.each([
    ['nothing but signs', '!?', 'member'],
    ['a reserved name', 'admin', 'admin-'],
    ['a control character', 'a\u0000b', 'a-b'],
    ['a long name', 'x'.repeat(300), 'x'.repeat(27)],
    ['an override of the direction', 'bob\u202Egpj', 'bob'],
  ])('finds a usable name for %s', async (kind, name, begins) => {
    const { status, body } = await signIn(hostToken({ sub: kind, name }));
    expect(status).toBe(200);
    expect(body.user.username.startsWith(begins)).toBe(true);
    expect(body.user.displayName).not.toMatch(/[\u0000\u202E]/);
  });

  it('takes the role that the site gives, and takes it back', async () => {
    const ordinary = await register(server);
    const socket = await connect(server, ordinary.accessToken);
    await join(socket, 'moderated');
    const said = await send(socket, 'moderated', 'rude');
    const { body: moderator } = await signIn(hostToken({ sub: 'mod', name: 'Mod', role: 'moderator' }));
    const theirs = await connect(server, moderator.accessToken);
    await join(theirs, 'moderated');
    const removed = await demand<{ message: Message }>(theirs, 'message:delete', { messageId: said.id });
    expect(removed.message.deletedAt).toBeDefined();
    const { body: former } = await signIn(hostToken({ sub: 'mod', role: 'member' }));
    expect(former.user).toMatchObject({ id: moderator.user.id, role: 'member', displayName: 'Mod' });
    socket.disconnect();
    theirs.disconnect();
  });

  it.each([
    ['a forged signature', hostToken({ sub: '17' }, { key: 'guessed by somebody from outside, at length' })],
    ['no signature', hostToken({ sub: '17' }, { alg: 'none' })],
    ['another algorithm', hostToken({ sub: '17' }, { alg: 'HS512' })],
    ['an end in the past', hostToken({ sub: '17', exp: inAnHour - 7200 })],
    ['no end', hostToken({ sub: '17', exp: undefined })],
    ['no person', hostToken({})],
    ['an empty person', hostToken({ sub: '' })],
    ['a role there is not', hostToken({ sub: '17', role: 'god' })],
    ['no token at all', 'nonsense'],
  ])('refuses %s', async (_, token) => {
    expect(await signIn(token)).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  });

  it("refuses our own access tokens, and does not take the site's for those", async () => {
    const { accessToken } = await register(server);
    expect((await signIn(accessToken)).status).toBe(401);
    expect((await api(server, 'GET', '/me', { token: hostToken({ sub: '17' }) })).status).toBe(401);
  });
});

describe('a server without a secret of the host site', () => {
  it('takes no tokens, and says so', async () => {
    const server = await startServer();
    const answer = await api(server, 'POST', '/auth/token', { json: { token: hostToken({ sub: '1' }, { key: '' }) } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    await server.stop();
  });
});
