import { randomUUID } from 'node:crypto';
import type { Conversation, PresenceEvent, Room, Session, User } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, password, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, nextEvent, request, send } from '../support/sockets.js';

describe('realtime', () => {
  let server: TestServer;
  const sockets: ChatSocket[] = [];
  const socketOf = async ({ accessToken }: Session, options?: Parameters<typeof connect>[2]) => {
    const socket = await connect(server, accessToken, options);
    sockets.push(socket);
    return socket;
  };
  const newRoom = () => `room-${randomUUID()}`;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await server.stop();
  });

  it.each([
    ['no token', undefined],
    ['a number', 7],
    ['an object', { token: 'x' }],
    ['a token that is none', 'x.y.z'],
    ['an empty one', ''],
    ['a very long one', 'x'.repeat(10_000)],
  ])('refuses a handshake with %s', async (_, token) => {
    const refused = connect(server, token as string);
    await expect(refused).rejects.toMatchObject({ data: { code: 'unauthorized' } });
  });

  it.each(['websocket', 'polling'])('serves stock clients over %s', async (transport) => {
    const session = await register(server);
    const socket = await socketOf(session, { transports: [transport] });
    const room = newRoom();
    await join(socket, room);
    const told = nextEvent(socket, 'messages');
    const message = await send(socket, room, 'hello');
    expect((await told).messages).toEqual([message]);
  });

  it('tells of people who come and go, one person with three tabs being one', async () => {
    const [ann, bob] = [await register(server), await register(server)];
    const watcher = await socketOf(ann);
    const room = newRoom();
    const settled = nextEvent(watcher, 'presence');
    await join(watcher, room);
    await settled;
    const isOfBob = ({ joined, left }: PresenceEvent) => [...joined, ...left].some(({ id }) => id === bob.user.id);
    const movements: PresenceEvent[] = [];
    watcher.on('presence', (event) => isOfBob(event) && movements.push(event));

    const came = nextEvent(watcher, 'presence', isOfBob);
    const tabs = [await socketOf(bob), await socketOf(bob), await socketOf(bob)];
    for (const tab of tabs) await join(tab, room);
    expect(await came).toEqual({ room, joined: [bob.user], left: [], onlineCount: 2 });

    const went = nextEvent(watcher, 'presence', ({ left }) => left.some(({ id }) => id === bob.user.id));
    for (const tab of tabs) tab.disconnect();
    expect(await went).toEqual({ room, joined: [], left: [bob.user], onlineCount: 1 });
    expect(movements).toHaveLength(2);
  });

  it('keeps a reload to itself', async () => {
    const [ann, bob, cat] = [await register(server), await register(server), await register(server)];
    const watcher = await socketOf(ann);
    const room = newRoom();
    await join(watcher, room);
    const before = await socketOf(bob);
    const came = nextEvent(watcher, 'presence', ({ joined }) => joined.some(({ id }) => id === bob.user.id));
    await join(before, room);
    await came;
    const movements: PresenceEvent[] = [];
    watcher.on('presence', (event) => movements.push(event));
    before.disconnect();
    await join(await socketOf(bob), room);
    // Somebody else comes and goes for good meanwhile: his grace period began after that of the reload.
    const other = await socketOf(cat);
    await join(other, room);
    const over = nextEvent(watcher, 'presence', ({ left }) => left.some(({ id }) => id === cat.user.id));
    other.disconnect();
    await over;
    const moved = movements.flatMap(({ joined, left }) => [...joined, ...left].map(({ id }) => id));
    expect(moved).toEqual([cat.user.id, cat.user.id]);
  });

  it.each([
    ['leave', ['room:join', 'room:leave'], false],
    ['join', ['room:join', 'room:leave', 'room:join'], true],
  ] as const)('heeds what somebody says last, a %s, though he waits for no answer', async (_, events, isIn) => {
    const [ann, bob] = [await register(server), await register(server)];
    const [watcher, hasty] = [await socketOf(ann), await socketOf(bob)];
    const room = newRoom();
    await join(watcher, room);
    await Promise.all(events.map((event) => demand(hasty, event, { room })));
    const { online } = await join(watcher, room);
    expect(online.map(({ id }) => id)).toEqual(isIn ? [ann.user.id, bob.user.id] : [ann.user.id]);
  });

  it('tells at once of somebody who leaves the room himself', async () => {
    const [ann, bob] = [await register(server), await register(server)];
    const [watcher, leaver] = [await socketOf(ann), await socketOf(bob)];
    const room = newRoom();
    await join(watcher, room);
    const came = nextEvent(watcher, 'presence', ({ joined }) => joined.some(({ id }) => id === bob.user.id));
    await join(leaver, room);
    await came;
    const went = nextEvent(watcher, 'presence', ({ left }) => left.length > 0);
    await demand(leaver, 'room:leave', { room });
    expect((await went).left).toEqual([bob.user]);
    const heard: string[] = [];
    leaver.onAny((event: string) => heard.push(event));
    await send(watcher, room, 'gone?');
    await request(leaver, 'dm:open', { username: 'nobody-of-this-name' });
    expect(heard).toEqual([]);
  });

  it('says who types, to the others', async () => {
    const [ann, bob] = [await register(server), await register(server)];
    const [watcher, typist] = [await socketOf(ann), await socketOf(bob)];
    const room = newRoom();
    await join(watcher, room);
    expect(await request(typist, 'typing', { room, on: true })).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    await join(typist, room);
    const told = nextEvent(watcher, 'typing');
    await demand(typist, 'typing', { room, on: true });
    expect(await told).toEqual({ room, user: bob.user, on: true });
  });

  it('shows a new name and picture everywhere at once', async () => {
    const [ann, bob] = [await register(server), await register(server)];
    const [watcher, changer] = [await socketOf(ann), await socketOf(bob)];
    const room = newRoom();
    await join(watcher, room);
    await join(changer, room);
    const told = nextEvent(watcher, 'user');
    const { body } = await api<User>(server, 'PATCH', '/me', {
      token: bob.accessToken,
      json: { displayName: 'Robert' },
    });
    expect(await told).toEqual({ user: body });
    expect(body.displayName).toBe('Robert');
    expect((await send(changer, room, 'hi')).sender).toEqual(body);
    const again = await api<User>(server, 'PATCH', '/me', { token: bob.accessToken, json: { displayName: 'Rob' } });
    expect((await join(watcher, room)).messages[0]?.sender).toEqual(again.body);
  });

  it('closes the sockets of a session that ends, and says why', async () => {
    const session = await register(server);
    const { username } = session.user;
    const login = await api<Session>(server, 'POST', '/auth/login', { json: { username, password } });
    const [kept, ended] = [await socketOf(session), await socketOf(login.body)];
    const closed = new Promise((resolve) => ended.once('disconnect', resolve));
    const reason = nextEvent(ended, 'session:ended');
    await api(server, 'PATCH', '/me', {
      token: session.accessToken,
      json: { password: 'another long password', currentPassword: password },
    });
    expect(await reason).toEqual({ code: 'password_changed' });
    await closed;
    expect(kept.connected).toBe(true);
    const loggedOut = nextEvent(kept, 'session:ended');
    await api(server, 'POST', '/auth/logout', { token: session.accessToken });
    expect(await loggedOut).toEqual({ code: 'logged_out' });
    await expect(connect(server, session.accessToken)).rejects.toMatchObject({ data: { code: 'session_ended' } });
  });

  it('lists conversations with what is unread and not deleted, most recent first', async () => {
    const [ann, bob] = [await register(server), await register(server)];
    const [annSocket, bobSocket] = [await socketOf(ann), await socketOf(bob)];
    const [quiet, busy] = [newRoom(), newRoom()];
    for (const room of [quiet, busy]) await join(annSocket, room);
    await send(annSocket, quiet, 'my own');
    await join(bobSocket, busy);
    for (let n = 0; n < 3; n++) await send(bobSocket, busy, `news ${n}`);
    const list = async () => {
      const { body } = await api<{ rooms: Conversation[] }>(server, 'GET', '/rooms', { token: ann.accessToken });
      return body.rooms.map(({ room, unread, seq, lastMessage }) => [room.slug, unread, seq, lastMessage?.text]);
    };
    expect(await list()).toEqual([
      [busy, 3, 3, 'news 2'],
      [quiet, 0, 1, 'my own'],
    ]);
    const wrong = await send(bobSocket, busy, 'into the wrong window');
    await demand(bobSocket, 'message:delete', { messageId: wrong.id });
    expect((await list())[0]).toEqual([busy, 3, 4, '']);
    await demand(annSocket, 'room:read', { room: busy, seq: 2 });
    const { room } = await demand<{ room: Room }>(annSocket, 'dm:open', { username: bob.user.username });
    await send(bobSocket, room.slug, 'psst');
    expect(await list()).toEqual([
      [room.slug, 1, 1, 'psst'],
      [busy, 1, 4, ''],
      [quiet, 0, 1, 'my own'],
    ]);
    await api(server, 'DELETE', `/rooms/${room.slug}/history`, { token: ann.accessToken });
    expect((await list())[0]?.[0]).toBe(busy);
  });

  it('lets one connection be in 200 rooms, and in another one once it has left one', async () => {
    const socket = await connect(server, (await register(server)).accessToken);
    const rooms = Array.from({ length: 200 }, () => `room-${randomUUID()}`);
    for (const room of rooms) await join(socket, room);
    const another = `room-${randomUUID()}`;
    expect(await request(socket, 'room:join', { room: another })).toMatchObject({ error: { code: 'conflict' } });
    await join(socket, rooms[0] as string);
    await demand(socket, 'room:leave', { room: rooms[0] });
    await join(socket, another);
    socket.disconnect();
  });
});
