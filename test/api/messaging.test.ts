import { randomUUID } from 'node:crypto';
import type { HistoryPage, JoinedRoom, Message, MessagesEvent, Room, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, register } from '../support/api.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, nextMessages, request, send } from '../support/sockets.js';

/** A person with a socket, and a room of one test's own. */
interface Person extends Session {
  socket: ChatSocket;
}

describe('messaging', () => {
  let server: TestServer;
  const sockets: ChatSocket[] = [];
  const person = async (): Promise<Person> => {
    const session = await register(server);
    const socket = await connect(server, session.accessToken);
    sockets.push(socket);
    return { ...session, socket };
  };
  const newRoom = () => `room-${randomUUID()}`;
  const page = async (who: Person, room: string, query = '') =>
    (await api<HistoryPage>(server, 'GET', `/rooms/${room}/messages?${query}`, { token: who.accessToken })).body;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await server.stop();
  });

  it('gives messages seq 1, 2, 3 … and tells everybody in the room, the sender too', async () => {
    const [ann, bob] = [await person(), await person()];
    const room = newRoom();
    await join(ann.socket, room);
    await join(bob.socket, room);
    const heard = [nextMessages(ann.socket), nextMessages(bob.socket)];
    const first = await send(ann.socket, room, 'hello');
    expect(first).toMatchObject({ seq: 1, rev: 1, text: 'hello', kind: 'text', sender: ann.user, room, files: [] });
    for (const event of await Promise.all(heard)) expect(event).toEqual({ room, messages: [first], prev: 0, rev: 1 });
    expect(await send(bob.socket, room, 'hi')).toMatchObject({ seq: 2, rev: 2 });
  });

  it('stores a message once, however often and over whatever connection it is sent', async () => {
    const ann = await person();
    const second = await connect(server, ann.accessToken);
    sockets.push(second);
    const room = newRoom();
    await join(ann.socket, room);
    const payload = { room, clientId: randomUUID(), text: 'once' };
    const answers = await Promise.all(
      [ann.socket, second, ann.socket, second].map((socket) =>
        demand<{ message: Message }>(socket, 'message:send', payload),
      ),
    );
    const later = await demand<{ message: Message }>(second, 'message:send', {
      ...payload,
      clientId: payload.clientId.toUpperCase(),
    });
    for (const { message } of [...answers, later]) expect(message).toEqual(answers[0]?.message);
    expect((await page(ann, room)).messages).toHaveLength(1);
  });

  it('keeps seq and rev without gaps under many senders at once', async () => {
    const people = await Promise.all([person(), person(), person()]);
    const room = newRoom();
    for (const { socket } of people) await join(socket, room);
    const sent = await Promise.all(
      Array.from({ length: 150 }, (_, n) => send((people[n % 3] as Person).socket, room, `message ${n}`)),
    );
    const numbers = Array.from({ length: 150 }, (_, n) => n + 1);
    expect(sent.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(numbers);
    expect(sent.map(({ rev }) => rev).sort((a, b) => a - b)).toEqual(numbers);
    const { messages } = await page(people[0] as Person, room, 'limit=200');
    expect(messages.map(({ seq }) => seq)).toEqual(numbers);
  });

  it('keeps the order in which somebody sends, replies among it', async () => {
    const ann = await person();
    const room = newRoom();
    await join(ann.socket, room);
    const { id: replyTo } = await send(ann.socket, room, 'the first');
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, n) => send(ann.socket, room, `${n}`, n % 2 === 0 ? { replyTo } : {})),
    );
    expect(sent.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
  });

  it('edits, deletes and reacts, and tells each reader which reactions are his', async () => {
    const [ann, bob] = [await person(), await person()];
    const room = newRoom();
    await join(ann.socket, room);
    await join(bob.socket, room);
    const { id: messageId } = await send(ann.socket, room, 'frist');
    const edited = await demand<{ message: Message }>(ann.socket, 'message:edit', { messageId, text: 'first' });
    expect(edited.message).toMatchObject({ text: 'first', seq: 1, rev: 2, editedAt: expect.any(String) });

    const isReaction = ({ messages }: MessagesEvent) => (messages[0]?.reactions.length ?? 0) > 0;
    const heard = [nextMessages(ann.socket, isReaction), nextMessages(bob.socket, isReaction)];
    const reacted = await demand<{ message: Message }>(bob.socket, 'message:react', {
      messageId,
      emoji: '👍',
      on: true,
    });
    expect(reacted.message.reactions).toEqual([{ emoji: '👍', count: 1, mine: true }]);
    const [toAnn, toBob] = await Promise.all(heard);
    expect(toAnn?.messages[0]?.reactions).toEqual([{ emoji: '👍', count: 1, mine: false }]);
    expect(toBob?.messages[0]?.reactions).toEqual([{ emoji: '👍', count: 1, mine: true }]);
    expect((await page(bob, room)).messages[0]?.reactions[0]?.mine).toBe(true);

    const deleted = await demand<{ message: Message }>(ann.socket, 'message:delete', { messageId });
    expect(deleted.message).toMatchObject({
      text: '',
      files: [],
      reactions: [],
      deletedAt: expect.any(String),
      rev: 4,
    });
    expect((await join(bob.socket, room)).messages[0]).toEqual(deleted.message);
  });

  it('changes nothing, and no rev, when a change is made twice', async () => {
    const ann = await person();
    const room = newRoom();
    await join(ann.socket, room);
    const { id: messageId } = await send(ann.socket, room, 'same');
    const twice = async (event: string, payload: object) => {
      const [first, second] = [await demand(ann.socket, event, payload), await demand(ann.socket, event, payload)];
      expect(second).toEqual(first);
    };
    await twice('message:edit', { messageId, text: 'other' });
    await twice('message:react', { messageId, emoji: '🎉', on: true });
    await twice('message:react', { messageId, emoji: '🎉', on: false });
    await twice('message:delete', { messageId });
    expect((await join(ann.socket, room)).rev).toBe(5);
  });

  it('lets only the author change a message', async () => {
    const [ann, bob] = [await person(), await person()];
    const room = newRoom();
    await join(ann.socket, room);
    const { id: messageId } = await send(ann.socket, room, 'mine');
    for (const event of ['message:edit', 'message:delete']) {
      const payload = { messageId, ...(event === 'message:edit' && { text: 'theirs' }) };
      expect(await request(bob.socket, event, payload)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
    expect((await page(ann, room)).messages[0]).toMatchObject({ text: 'mine', rev: 1 });
  });

  it('quotes what a message replies to, and refuses what is not in the room', async () => {
    const ann = await person();
    const [room, other] = [newRoom(), newRoom()];
    await join(ann.socket, room);
    await join(ann.socket, other);
    const quoted = await send(ann.socket, room, 'x'.repeat(300));
    const reply = await send(ann.socket, room, 'yes', { replyTo: quoted.id });
    expect(reply.replyTo).toEqual({ id: quoted.id, seq: 1, sender: ann.user, text: 'x'.repeat(200) });
    const refused = await request(ann.socket, 'message:send', {
      room: other,
      clientId: randomUUID(),
      text: 'no',
      replyTo: quoted.id,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid', fields: { replyTo: 'wrong' } } });
    const early = `${quoted.id.split('-')[0]}-99`;
    expect(
      await request(ann.socket, 'message:send', { room, clientId: randomUUID(), text: 'no', replyTo: early }),
    ).toMatchObject({ ok: false, error: { code: 'invalid', fields: { replyTo: 'wrong' } } });
    await demand(ann.socket, 'message:delete', { messageId: quoted.id });
    expect((await page(ann, room)).messages[1]?.replyTo?.text).toBe('');
  });

  it('quotes nothing of what was edited or deleted, to whoever joins later', async () => {
    const [ann, bob] = [await person(), await person()];
    const room = newRoom();
    await join(ann.socket, room);
    const quoted = await send(ann.socket, room, 'a secret');
    const reply = await send(ann.socket, room, 'oh', { replyTo: quoted.id });
    const quote = async (since?: number) =>
      (await join(bob.socket, room, since)).messages.find(({ id }) => id === reply.id)?.replyTo?.text;
    expect(await quote()).toBe('a secret');
    await demand(ann.socket, 'message:edit', { messageId: quoted.id, text: 'x'.repeat(300) });
    expect(await quote()).toBe('x'.repeat(200));
    await demand(ann.socket, 'message:delete', { messageId: quoted.id });
    expect([await quote(), await quote(0)]).toEqual(['', '']);
  });

  it('answers a join with the newest page, and with what changed since', async () => {
    const [ann, bob] = [await person(), await person()];
    const room = newRoom();
    await join(ann.socket, room);
    for (let n = 1; n <= 60; n++) await send(ann.socket, room, `message ${n}`);
    const first = await join(bob.socket, room);
    expect(first).toMatchObject({ seq: 60, rev: 60, more: true, room: { slug: room, kind: 'public' } });
    expect(first.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 11));
    expect(first.online.map(({ id }) => id).sort()).toEqual([ann.user.id, bob.user.id].sort());

    await demand(ann.socket, 'message:edit', { messageId: first.messages[0]?.id, text: 'edited' });
    await send(ann.socket, room, 'message 61');
    const since = await join(bob.socket, room, 60);
    expect(since.messages.map(({ seq, rev }) => [seq, rev])).toEqual([
      [11, 61],
      [61, 62],
    ]);
    expect(since).toMatchObject({ rev: 62, seq: 61, more: false });
    expect(await join(bob.socket, room, 62)).toMatchObject({ messages: [], rev: 62, more: false });
  });

  it('hands out long absences in parts, also after a restart', async () => {
    const ann = await person();
    const room = newRoom();
    await join(ann.socket, room);
    await Promise.all(Array.from({ length: 700 }, (_, n) => send(ann.socket, room, `message ${n}`)));
    const collect = async (socket: ChatSocket) => {
      const seqs: number[] = [];
      let answer: JoinedRoom | undefined;
      do {
        answer = await join(socket, room, answer?.rev ?? 0);
        expect(answer.messages.length).toBeLessThanOrEqual(500);
        seqs.push(...answer.messages.map(({ seq }) => seq));
      } while (answer.more);
      expect(answer.rev).toBe(700);
      return seqs;
    };
    const all = Array.from({ length: 700 }, (_, n) => n + 1);
    expect(await collect(ann.socket)).toEqual(all);
    await server.restart();
    const again = await connect(server, ann.accessToken);
    sockets.push(again);
    expect(await collect(again)).toEqual(all);
  });

  it('pages history both ways', async () => {
    const ann = await person();
    const room = newRoom();
    await join(ann.socket, room);
    for (let n = 1; n <= 25; n++) await send(ann.socket, room, `message ${n}`);
    const seqs = async (query: string) => (await page(ann, room, query)).messages.map(({ seq }) => seq);
    expect(await seqs('limit=3')).toEqual([23, 24, 25]);
    expect(await seqs('before=10&limit=3')).toEqual([7, 8, 9]);
    expect(await seqs('after=10&limit=3')).toEqual([11, 12, 13]);
    expect(await seqs('after=25')).toEqual([]);
    expect((await page(ann, room, 'before=2')).seq).toBe(25);
  });

  it('clears history for the asker alone', async () => {
    const [ann, bob] = [await person(), await person()];
    const room = newRoom();
    await join(ann.socket, room);
    await join(bob.socket, room);
    await send(ann.socket, room, 'old');
    const { status } = await api(server, 'DELETE', `/rooms/${room}/history`, { token: ann.accessToken });
    expect(status).toBe(204);
    await send(ann.socket, room, 'new');
    const texts = async (who: Person) => (await page(who, room)).messages.map(({ text }) => text);
    expect(await texts(ann)).toEqual(['new']);
    expect(await texts(bob)).toEqual(['old', 'new']);
    expect((await join(ann.socket, room)).messages.map(({ text }) => text)).toEqual(['new']);
    expect((await join(ann.socket, room, 0)).messages.map(({ text }) => text)).toEqual(['new']);
  });

  it('keeps a private conversation from everybody else, in every path', async () => {
    const [ann, bob, eve] = [await person(), await person(), await person()];
    const { room } = await demand<{ room: Room }>(ann.socket, 'dm:open', { username: bob.user.username });
    expect(room).toMatchObject({ kind: 'direct', title: bob.user.displayName, peer: bob.user });
    const back = await demand<{ room: Room }>(bob.socket, 'dm:open', { username: ann.user.username.toUpperCase() });
    expect(back.room.slug).toBe(room.slug);
    await join(ann.socket, room.slug);
    const overheard: unknown[] = [];
    eve.socket.onAny((event) => overheard.push(event));
    const told = nextMessages(bob.socket);
    const secret = await send(ann.socket, room.slug, 'secret');
    expect((await told).messages).toEqual([secret]);

    const refused = { ok: false, error: { code: 'not_found' } };
    const { slug } = room;
    for (const [event, payload] of [
      ['room:join', { room: slug }],
      ['room:join', { room: slug, since: 0 }],
      ['room:leave', { room: slug }],
      ['room:read', { room: slug, seq: 1 }],
      ['typing', { room: slug, on: true }],
      ['message:send', { room: slug, clientId: randomUUID(), text: 'me too' }],
      ['message:edit', { messageId: secret.id, text: 'x' }],
      ['message:delete', { messageId: secret.id }],
      ['message:react', { messageId: secret.id, emoji: '👀', on: true }],
    ] as const) {
      expect(await request(eve.socket, event, payload)).toMatchObject(refused);
    }
    for (const [method, path] of [
      ['GET', `/rooms/${slug}/messages`],
      ['GET', `/rooms/${slug}/search?q=secret`],
      ['DELETE', `/rooms/${slug}/history`],
    ] as const) {
      expect(await api(server, method, path, { token: eve.accessToken })).toMatchObject({ status: 404 });
    }
    const list = await api<{ rooms: { room: Room }[] }>(server, 'GET', '/rooms', { token: eve.accessToken });
    expect(list.body.rooms).toEqual([]);
    expect(overheard).toEqual([]);
    const bobs = await api<{ rooms: object[] }>(server, 'GET', '/rooms', { token: bob.accessToken });
    expect(bobs.body.rooms).toMatchObject([{ room: { slug, peer: ann.user }, unread: 1, seq: 1, readSeq: 0 }]);
  });

  it('knows how far each one has read, on all his devices', async () => {
    const [ann, bob] = [await person(), await person()];
    const room = newRoom();
    await join(ann.socket, room);
    await join(bob.socket, room);
    await send(ann.socket, room, 'one');
    await send(ann.socket, room, 'two');
    const told = new Promise((resolve) => ann.socket.once('read', resolve));
    await demand(bob.socket, 'room:read', { room, seq: 99 });
    expect(await told).toEqual({ room, userId: bob.user.id, seq: 2 });
    // Nothing new, and nothing that anybody hears of.
    const heard: unknown[] = [];
    ann.socket.on('read', (read) => heard.push(read));
    for (const seq of [1, 2, 0]) await demand(bob.socket, 'room:read', { room, seq });
    await send(bob.socket, room, 'three');
    await Promise.all([3, 2, 1].map((seq) => demand(bob.socket, 'room:read', { room, seq })));
    const last = nextMessages(ann.socket, ({ messages }) => messages.some(({ text }) => text === 'four'));
    await Promise.all([last, send(bob.socket, room, 'four')]);
    expect(heard).toEqual([{ room, userId: bob.user.id, seq: 3 }]);
    expect((await join(bob.socket, room)).me).toEqual({ role: 'member', readSeq: 3, clearedSeq: 0 });
    const direct = await demand<{ room: Room }>(ann.socket, 'dm:open', { username: bob.user.username });
    await send(ann.socket, direct.room.slug, 'read this');
    await join(bob.socket, direct.room.slug);
    await demand(bob.socket, 'room:read', { room: direct.room.slug, seq: 1 });
    expect((await join(ann.socket, direct.room.slug)).reads).toEqual({ [ann.user.id]: 0, [bob.user.id]: 1 });
  });
});
