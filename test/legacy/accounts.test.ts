import { randomBytes } from 'node:crypto';
import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { group, LegacyClient } from '../support/legacy-client.js';
import { loggedIn, newcomer, newName } from '../support/legacy-people.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

describe('accounts of old clients', () => {
  let server: TestServer;
  const clients: LegacyClient[] = [];
  const dial = async () => {
    const client = await LegacyClient.connect(server.legacyPorts[0]);
    clients.push(client);
    return client;
  };
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    await server.stop();
  });

  it('are made and used over one connection, and are good for the web', async () => {
    const client = await dial();
    const name = newName();
    expect(await client.register(name, password, 'C:/头像/1.png')).toBe('0');
    expect(await client.login(name, 'not the password')).toBe('0');
    expect(await client.login(name, password)).toBe('1');
    const { status, body } = await api<Session>(server, 'POST', '/auth/login', { json: { username: name, password } });
    expect([status, body.user.username]).toEqual([200, name]);
    const avatar = await fetch(`${server.url}${body.user.avatarUrl}`);
    expect(avatar.headers.get('content-type')).toBe('image/png');
  });

  it('made on the web are good for old clients, under any case of the name', async () => {
    const { user } = await register(server, `Web${randomBytes(4).toString('hex')}`);
    const client = await dial();
    expect(await client.login(user.username.toUpperCase(), password)).toBe('1');
    // The name it gets is the one that the pictures are looked up by.
    await client.frame('online', ({ names }) => names.includes(user.username));
  });

  it.each([
    ['is taken', 'taken-one', password, '1'],
    ['is taken in another case', 'Taken-One', password, '1'],
    ['looks like one that is taken', 'taken-оne', password, '1'],
    ['has one character', 'x', password, '2'],
    ['has 33 characters', 'x'.repeat(33), password, '2'],
    ['has a quote', "x' or '1'='1", password, '2'],
    ['has a backslash', 'x\\y', password, '2'],
    ['has a space', 'x y', password, '2'],
    ['has a line break', 'x\ny', password, '2'],
    ['is blank', ' ', password, '2'],
    ['is nothing', '', password, '2'],
    ['is the name of the group', group, password, '2'],
    ['is reserved', '系统提示', password, '2'],
    ['comes with a short password', 'somebody-new', 'seven77', '2'],
    ['comes with a long password', 'somebody-new', 'x'.repeat(257), '2'],
    ['comes without a password', 'somebody-new', '', '2'],
  ])('are not made under a name that %s', async (_, name, secret, answer) => {
    const client = await dial();
    await client.register('taken-one', password);
    expect(await client.register(name, secret)).toBe(answer);
    if (answer === '2') expect(await client.login(name, secret)).toBe('0');
  });

  it.each([
    ['a name that nobody has', 'nobody-at-all', password],
    ['no name', '', password],
    ['no password', 'nobody-at-all', ''],
    ['SQL', `' OR 1=1 -- `, `' OR 1=1 -- `],
    ['the longest strings', 'n'.repeat(128), 'p'.repeat(1024)],
  ])('are not opened by %s', async (_, name, secret) => {
    const client = await dial();
    expect(await client.login(name, secret)).toBe('0');
    expect(client.closed).toBe(false);
  });

  it('close their connections, with a word, when their sessions end', async () => {
    const session = await register(server);
    const client = await loggedIn(await dial(), session.user.username);
    const { status } = await api(server, 'PATCH', '/me', {
      token: session.accessToken,
      json: { password: 'another good password', currentPassword: password },
    });
    expect(status).toBe(200);
    const word = await client.frame('message', ({ content }) => content.includes('登录已失效'));
    expect(word).toMatchObject({ flag: 'private_chat', sender: session.user.username });
    await client.untilClosed();
    expect(await (await dial()).login(session.user.username, password)).toBe('0');
  });

  it('may be used by two clients at once', async () => {
    const { name, client } = await newcomer(server);
    const second = await loggedIn(await dial(), name);
    client.say(group, 'to both');
    for (const one of [client, second]) await one.frame('message', ({ content }) => content === 'to both\n');
    client.close();
  });

  it('cannot be logged in to twice over one connection', async () => {
    const { name, client } = await newcomer(server);
    await expect(client.login(name, password)).rejects.toThrow('closed');
    await until(() => server.log().includes(`(${name}): a log-in on a connection that is logged in`));
  });

  it('leave no password in the log', async () => {
    const secret = `secret-${randomBytes(8).toString('hex')}`;
    const client = await dial();
    const name = newName();
    await client.register('x', secret);
    await client.register(name, secret);
    await client.login(name, `${secret}-wrong`);
    await client.login(secret, password);
    await client.login(name, secret);
    client.raw(Buffer.from(`1\0\0\0\x01a\0\0\xff\xff${secret}`, 'latin1'));
    await client.untilClosed();
    await until(() => server.log().includes('password of 65535 bytes'));
    await until(() => server.log().includes('Refused a log-in'));
    expect(server.log()).not.toContain(secret);
  });
});

describe('limits of old clients', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({
      env: { CHAT_RATE_LIMITS: 'on', CHAT_LEGACY_LOGIN_SECONDS: '1', CHAT_LEGACY_CONNECTIONS_PER_ADDRESS: '8' },
    });
  });
  afterAll(() => server.stop());

  it('drop who does not log in, but not who is at it', async () => {
    const idle = await LegacyClient.connect(server.legacyPorts[0]);
    const slow = await LegacyClient.connect(server.legacyPorts[0]);
    slow.raw(Buffer.from('1\0\0\0'));
    await idle.untilClosed();
    await slow.untilClosed();
    // What a process writes arrives when it likes.
    await until(() => server.log().match(/it has not logged in for 1 s/g)?.length === 2);
  });

  it('count failed log-ins together with those of the web', async () => {
    const { user } = await register(server);
    const client = await LegacyClient.connect(server.legacyPorts[0]);
    for (let attempt = 0; attempt < 10; attempt++) expect(await client.login(user.username, 'wrong')).toBe('0');
    expect(await client.login(user.username, password)).toBe('0');
    const { status } = await api(server, 'POST', '/auth/login', { json: { username: user.username, password } });
    expect(status).toBe(429);
    client.close();
  });

  it('tell who sends too much to wait, and let him go on', async () => {
    const { name, client } = await newcomer(server);
    for (let count = 0; count < 70; count++) client.say(group, `message ${count}`);
    const notice = await client.frame('message', ({ content }) => /发送得太快了, 请过 \d+ 秒再试/.test(content));
    expect(notice).toMatchObject({ flag: 'private_chat', sender: name });
    client.refresh();
    await client.frame('online', ({ names }) => names.includes(name));
    client.close();
  });

  it('bound the connections of an address', async () => {
    const clients: LegacyClient[] = [];
    for (let count = 0; count < 9; count++)
      clients.push(await LegacyClient.connect(server.legacyPorts[count % 2 ? 1 : 0]));
    await clients[8]?.untilClosed();
    await until(() => server.log().includes('Refused 127.0.0.1: it has 8 connections already'));
    for (const client of clients) client.close();
  });
});
