import type { Session } from '@chat-room/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChatClient, createChatClient } from '../../widget/src/client/index.js';
import { api, register } from '../support/api.js';
import { joined, memoryStorage } from '../support/headless.js';
import { hostSecret, hostToken } from '../support/host-token.js';
import { type Line, lineTo } from '../support/line.js';
import { startServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';
import '../support/web-socket.mjs';

describe('somebody whom the host site signs in', () => {
  let server: TestServer;
  let line: Line;
  let storage: ReturnType<typeof memoryStorage>;
  let before: Session;
  const clients: ChatClient[] = [];

  beforeAll(async () => {
    server = await startServer({ env: { CHAT_HOST_SECRET: hostSecret } });
  });
  beforeEach(async () => {
    line = await lineTo([server]);
    storage = memoryStorage();
    before = await register(server);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await line.close();
  });
  afterAll(() => server.stop());

  const key = () => `chat-room:${line.url}:session`;
  /** A page on which `before` has logged in; his access token is good until `expiresAt`, milliseconds since the epoch. */
  const open = (expiresAt = Date.now() + before.expiresIn * 1_000) => {
    const { user, accessToken, refreshToken } = before;
    storage.setItem(key(), JSON.stringify({ user, accessToken, refreshToken, expiresAt }));
    return openAgain();
  };
  const openAgain = () => {
    const client = createChatClient({ server: line.url, storage });
    clients.push(client);
    return client;
  };
  const kept = () => JSON.parse(storage.getItem(key()) ?? '{}') as Partial<Session>;
  /** Begins with a token that the server is not heard to answer until the line is free again. */
  const begin = async (client: ChatClient, token: string) => {
    line.setClogged(true);
    const entered = client.session.signInWithToken(token);
    entered.catch(() => undefined);
    await until(() => client.session.hostToken === token);
    return { entered };
  };

  it('leaves the place to whoever was logged in, however often it is said that he goes', async () => {
    const { session } = open();
    await session.signInWithToken(hostToken({ sub: 'twice' }));
    await Promise.all([session.leaveHost(), session.leaveHost()]);
    await session.leaveHost();
    expect(session.user?.id).toBe(before.user.id);
    expect(kept().user?.id).toBe(before.user.id);
    expect((await api(server, 'GET', '/me', { token: before.accessToken })).status).toBe(200);
  });

  it('is not let in any more by a token that the site has taken back before it was answered', async () => {
    const { session } = open();
    const entered = session.signInWithToken(hostToken({ sub: 'hasty' }));
    await session.leaveHost();
    await entered;
    expect(session.user?.id).toBe(before.user.id);
    expect(kept().user?.id).toBe(before.user.id);
  });

  it('is in, though the tokens of whoever was logged in are renewed meanwhile, and these are kept for him', async () => {
    line.setClogged(true);
    const { session } = open(Date.now());
    await until(() => line.sentBytes() > 0);
    const entered = session.signInWithToken(hostToken({ sub: 'meanwhile' }));
    await until(() => session.user === undefined);
    line.setClogged(false);
    const { id } = await entered;
    await until(() => kept().refreshToken !== before.refreshToken);
    expect(kept().user?.id).toBe(before.user.id);
    expect(session.user?.id).toBe(id);
    await joined(openAgain(), 'lobby');
    expect(kept().user?.id).toBe(before.user.id);
  });

  it('is in, though the session of whoever was logged in turns out to be over meanwhile, and this is forgotten', async () => {
    await api(server, 'POST', '/auth/logout', { token: before.accessToken });
    line.setClogged(true);
    const { session } = open(Date.now());
    await until(() => line.sentBytes() > 0);
    const entered = session.signInWithToken(hostToken({ sub: 'over' }));
    await until(() => session.user === undefined);
    line.setClogged(false);
    const { id } = await entered;
    await until(() => storage.getItem(key()) === null);
    expect(session.user?.id).toBe(id);
  });

  it('is gone at once when the site brings somebody else, whether that one is let in or not', async () => {
    const client = open();
    const { session } = client;
    await session.signInWithToken(hostToken({ sub: 'first' }));
    const store = await joined(client, 'lobby');
    const { entered } = await begin(client, hostToken({ sub: 'second', exp: 1 }));
    expect(session.user).toBeUndefined();
    expect(store.state).toBe('joining');
    line.setClogged(false);
    await expect(entered).rejects.toMatchObject({ code: 'unauthorized' });
    expect(session.user).toBeUndefined();
    expect(session.endedBecause).toBeUndefined();
    await session.leaveHost();
    expect(session.user?.id).toBe(before.user.id);
  });

  it('stays where he is while the site brings a new token of his', async () => {
    const client = open();
    const { session } = client;
    const { id } = await session.signInWithToken(hostToken({ sub: 'same', name: 'Ünal' }));
    const seen = new Set<string | undefined>();
    session.subscribe(() => seen.add(session.user?.id));
    const { entered } = await begin(client, hostToken({ sub: 'same' }));
    expect(session.user?.id).toBe(id);
    line.setClogged(false);
    await entered;
    expect([...seen]).toEqual([id]);
  });
});
