import { randomUUID } from 'node:crypto';
import type { Message, Room, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, register } from '../support/api.js';
import { numbersTo, told, wholeHistory } from '../support/history.js';
import { type Nodes, startNodes } from '../support/nodes.js';
import type { TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, nextEvent, nextMessages, request, send } from '../support/sockets.js';
import { until } from '../support/until.js';
import { upload } from '../support/upload.js';

const patience = 240_000;

/** Two nodes are one chat: nothing tells at which of them somebody is. */
describe('two nodes', () => {
  let chat: Nodes;
  let one: TestServer;
  let two: TestServer;
  const sockets: ChatSocket[] = [];
  const socketOf = async (session: Session, node: TestServer) => {
    const socket = await connect(node, session.accessToken);
    sockets.push(socket);
    return socket;
  };
  const newRoom = () => `room-${randomUUID()}`;

  beforeAll(async () => {
    chat = await startNodes({ CHAT_RATE_LIMITS: 'on' });
    [one, two] = chat.nodes;
  }, patience);
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await chat.stop();
  }, patience);

  it('hear each other’s messages and changes, in one order', async () => {
    const [ann, bob] = [await register(one), await register(two)];
    const [anns, bobs] = [await socketOf(ann, one), await socketOf(bob, two)];
    const room = newRoom();
    await join(anns, room);
    await join(bobs, room);
    const heard: Message[] = [];
    bobs.on('messages', ({ messages }) => heard.push(...messages));
    const last = nextMessages(bobs, ({ rev }) => rev === 52);
    const [sent] = await Promise.all(
      Array.from({ length: 50 }, (_, n) => send(n % 2 ? anns : bobs, room, `message ${n}`)),
    );
    await demand(bobs, 'message:edit', { messageId: sent?.id, text: 'changed' });
    await demand(anns, 'message:react', { messageId: sent?.id, emoji: '🎉', on: true });
    await last;
    // In order, and nothing missing. What a node had to read from the database comes as it is by then: once, with its last change.
    const revs = heard.map(({ rev }) => rev);
    expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b));
    expect(new Set(heard.map(({ seq }) => seq))).toEqual(new Set(numbersTo(50)));
    const [onOne, onTwo] = [
      await wholeHistory(one, ann.accessToken, room),
      await wholeHistory(two, bob.accessToken, room),
    ];
    expect(told(onOne)).toEqual(told(onTwo));
    expect(onOne.map(({ seq }) => seq)).toEqual(numbersTo(50));
  });

  it('store a message once that is sent to both at once, and again after its answer was lost', async () => {
    const ann = await register(one);
    const [onOne, onTwo] = [await socketOf(ann, one), await socketOf(ann, two)];
    const room = newRoom();
    await join(onOne, room);
    const posts = Array.from({ length: 12 }, (_, n) => ({ room, clientId: randomUUID(), text: `message ${n}` }));
    const answers = await Promise.all(
      posts.map((post) =>
        Promise.all([onOne, onTwo, onOne].map((socket) => demand<{ message: Message }>(socket, 'message:send', post))),
      ),
    );
    for (const [first, ...others] of answers) for (const other of others) expect(other).toEqual(first);

    const lost = { room, clientId: randomUUID(), text: 'lost' };
    const dying = await socketOf(ann, one);
    dying.emit('message:send', lost, () => {});
    dying.disconnect();
    const { message } = await demand<{ message: Message }>(onTwo, 'message:send', lost);
    const history = await wholeHistory(two, ann.accessToken, room);
    expect(history.map(({ seq }) => seq)).toEqual(numbersTo(13));
    expect(new Set(history.map(({ clientId }) => clientId)).size).toBe(13);
    expect(history.find(({ clientId }) => clientId === lost.clientId)).toEqual(message);
  });

  it('number what is written on both at once in several rooms, answers and nonsense among it', async () => {
    const [ann, bob] = [await register(one), await register(two)];
    const places = [await socketOf(ann, one), await socketOf(bob, two)];
    const rooms = [newRoom(), newRoom()];
    const firsts = new Map<string, Message>();
    for (const room of rooms) for (const socket of places) await join(socket, room);
    for (const room of rooms) firsts.set(room, await send(places[0] as ChatSocket, room, 'first'));
    const strange = "'); COMMIT; -- @seq0 ? \\ \0";
    const answers = await Promise.all(
      Array.from({ length: 48 }, (_, n) => {
        const room = rooms[n % 2] as string;
        // One in eight answers the first message, one in eight a message that is not there.
        const first = firsts.get(room)?.id;
        const replyTo = n % 8 < 2 ? { replyTo: n % 16 < 8 ? first : first?.replace(/1$/, '999999') } : {};
        const post = { room, clientId: randomUUID(), text: `${n} ${strange}`, ...replyTo };
        return request<{ message: Message }>(places[n % 3 ? 1 : 0] as ChatSocket, 'message:send', post);
      }),
    );
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused).toHaveLength(6);
    for (const answer of refused) expect(answer).toMatchObject({ error: { code: 'invalid' } });
    for (const room of rooms) {
      const history = await wholeHistory(two, ann.accessToken, room);
      expect(history.map(({ seq }) => seq)).toEqual(numbersTo(22));
      expect(new Set(history.map(({ rev }) => rev))).toEqual(new Set(numbersTo(22)));
      const stored = new Map(history.map((message) => [message.id, message]));
      for (const answer of answers) {
        if (answer.ok && answer.message.room === room) expect(stored.get(answer.message.id)).toEqual(answer.message);
      }
    }
  });

  it('make a room once that people enter on both at once', async () => {
    const [ann, bob] = [await register(one), await register(two)];
    const [anns, bobs] = [await socketOf(ann, one), await socketOf(bob, two)];
    const room = newRoom();
    await Promise.all([join(anns, room), join(bobs, room)]);
    const heard = nextMessages(bobs);
    const sent = await send(anns, room, 'here');
    expect((await heard).messages).toEqual([sent]);
  });

  it('take a private conversation to somebody who is on the other node and has not opened it', async () => {
    const [ann, bob] = [await register(one), await register(two)];
    const [anns, bobs] = [await socketOf(ann, one), await socketOf(bob, two)];
    const { room } = await demand<{ room: Room }>(anns, 'dm:open', { username: bob.user.username });
    const heard = nextMessages(bobs);
    const sent = await send(anns, room.slug, 'between us');
    expect((await heard).messages).toEqual([sent]);
  });

  it('show people as they are now', async () => {
    const [ann, bob] = [await register(one), await register(two)];
    const [anns, bobs] = [await socketOf(ann, one), await socketOf(bob, two)];
    const room = newRoom();
    const { id } = await join(anns, room).then(() => send(anns, room, 'hello'));
    // That she is there, the other node hears a moment later.
    await until(async () => (await join(bobs, room)).online.some((person) => person.id === ann.user.id));
    const renamed = nextEvent(bobs, 'user');
    await api(one, 'PATCH', '/me', { token: ann.accessToken, json: { displayName: 'Ann of the North' } });
    expect((await renamed).user).toMatchObject({ id: ann.user.id, displayName: 'Ann of the North' });
    const [message] = (await join(bobs, room)).messages;
    expect(message).toMatchObject({ id, sender: { displayName: 'Ann of the North' } });
  });

  it('end a session on both', async () => {
    const ann = await register(one);
    const socket = await socketOf(ann, two);
    const [ended, gone] = [
      nextEvent(socket, 'session:ended'),
      new Promise((resolve) => socket.once('disconnect', resolve)),
    ];
    await api(one, 'POST', '/auth/logout', { token: ann.accessToken });
    expect(await ended).toEqual({ code: 'logged_out' });
    await gone;
    await expect(connect(two, ann.accessToken)).rejects.toMatchObject({ data: { code: 'session_ended' } });
  });

  it('know together who is typing, who has read how far, and who is here', async () => {
    const [ann, bob] = [await register(one), await register(two)];
    const [anns, bobs] = [await socketOf(ann, one), await socketOf(bob, two)];
    const room = newRoom();
    await join(anns, room);
    const arrived = nextEvent(anns, 'presence', ({ joined }) => joined.some(({ id }) => id === bob.user.id));
    await join(bobs, room);
    expect(await arrived).toMatchObject({ room, onlineCount: 2, left: [] });
    expect((await join(bobs, room)).online.map(({ id }) => id).sort()).toEqual([ann.user.id, bob.user.id].sort());
    const [typing, read] = [nextEvent(bobs, 'typing'), nextEvent(bobs, 'read')];
    await demand(anns, 'typing', { room, on: true });
    expect(await typing).toEqual({ room, user: ann.user, on: true });
    await send(bobs, room, 'hello');
    await demand(anns, 'room:read', { room, seq: 1 });
    expect(await read).toEqual({ room, userId: ann.user.id, seq: 1 });
  });

  it('count together how often somebody does something', async () => {
    const ann = await register(one);
    const pair = [await socketOf(ann, one), await socketOf(ann, two)] as const;
    const room = newRoom();
    for (const socket of pair) await join(socket, room);
    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, n) =>
        request(pair[n % 2 ? 1 : 0], 'message:send', { room, clientId: randomUUID(), text: `message ${n}` }),
      ),
    );
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(refused).toHaveLength(20);
    for (const error of refused) {
      expect(error).toMatchObject({ code: 'rate_limited', retryAfter: expect.any(Number) });
    }
  });

  it('serve the files that were uploaded to either', async () => {
    const ann = await register(one);
    const socket = await socketOf(ann, two);
    const room = newRoom();
    await join(socket, room);
    const content = Buffer.from('the same everywhere');
    const id = await upload({ server: one, token: ann.accessToken, content, name: 'note.txt' });
    const { files } = await send(socket, room, 'read this', { files: [id] });
    for (const node of chat.nodes) {
      const answer = await fetch(`${node.url}${files[0]?.url}`);
      expect(await answer.text()).toBe('the same everywhere');
    }
  });
});
