import { randomBytes, randomUUID } from 'node:crypto';
import type { Message, MessagesEvent, Room, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { register } from '../support/api.js';
import { newcomer } from '../support/legacy-people.js';
import { type Line, lineTo } from '../support/line.js';
import { type PrivateService, privateMariadb, privateRedis } from '../support/private-services.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, nextEvent, nextMessages, send } from '../support/sockets.js';
import { until } from '../support/until.js';

const patience = 240_000;

/** A node counts as gone only when nothing has been heard of it for a while. */
const untilGone = () => AbortSignal.timeout(45_000);

/** Each node has a line of its own to Redis. */
describe('a private message that nobody told the other node of', () => {
  let redis: PrivateService;
  let mariadb: PrivateService;
  let lines: [Line, Line];
  let one: TestServer;
  let two: TestServer;
  let ann: Session;
  let anns: ChatSocket;
  let bobs: ChatSocket;
  let room: Room;
  const bobHeard: MessagesEvent[] = [];

  beforeAll(async () => {
    [redis, mariadb] = await Promise.all([privateRedis(), privateMariadb()]);
    lines = [await lineTo([redis]), await lineTo([redis])];
    const secret = randomBytes(32).toString('hex');
    const start = ({ url }: Line) =>
      startServer({
        databaseUrl: mariadb.url,
        env: { CHAT_REDIS_URL: url.replace('http', 'redis'), CHAT_SECRET: secret },
      });
    [one, two] = await Promise.all([start(lines[0]), start(lines[1])]);
    ann = await register(one);
    anns = await connect(one, ann.accessToken);
  }, patience);
  beforeEach(async () => {
    const bob = await register(two);
    bobs = await connect(two, bob.accessToken);
    bobHeard.length = 0;
    bobs.on('messages', (event) => bobHeard.push(event));
    ({ room } = await demand<{ room: Room }>(anns, 'dm:open', { username: bob.user.username }));
  });
  afterAll(async () => {
    for (const socket of [anns, bobs]) socket.disconnect();
    for (const node of [one, two]) await node.stop();
    for (const line of lines) await line.close();
    await Promise.all([redis.kill(), mariadb.kill()]);
  }, patience);

  it('comes when that node finds Redis again, once, though the conversation was never opened there', async () => {
    lines[1].setDown(true);
    const sent = [await send(anns, room.slug, 'are you there?'), await send(anns, room.slug, 'hello?')];
    lines[1].setDown(false);
    const all = () => bobHeard.flatMap(({ messages }) => messages);
    await until(() => all().length >= sent.length);
    expect(all()).toEqual(sent);
    const third = nextMessages(bobs);
    const last = await send(anns, room.slug, 'at last');
    expect((await third).messages).toEqual([last]);
    // In one event or in more, without a gap between them.
    const { length } = bobHeard;
    expect(bobHeard.map(({ prev }) => prev)).toEqual([0, ...bobHeard.slice(0, length - 1).map(({ rev }) => rev)]);
    expect(bobHeard.at(-1)?.rev).toBe(3);
  });

  it(
    'comes to old clients whole and in order, though what was said first was changed last, and it is much',
    async () => {
      const writer = await connect(one, (await register(one)).accessToken);
      await join(writer, 'lobby');
      const old = await newcomer(two);
      const texts = Array.from({ length: 700 }, (_, n) => `said to the frozen ${n}`);
      const shown = () =>
        old.client.frames.flatMap((frame) =>
          frame.kind === 'message' && frame.content.startsWith('said to the frozen') ? [frame.content.trim()] : [],
        );
      await send(writer, 'lobby', 'before');
      await old.client.frame('message', ({ content }) => content === 'before\n');
      lines[1].setDown(true);
      two.process.kill('SIGSTOP');
      try {
        const sent: Message[] = [];
        for (const text of texts) sent.push(await send(writer, 'lobby', text));
        for (const { id: messageId } of sent.slice(0, 50)) {
          await demand(writer, 'message:react', { messageId, emoji: '👍', on: true });
        }
      } finally {
        two.process.kill('SIGCONT');
        lines[1].setDown(false);
      }
      await old.client.frame('message', ({ content }) => content === `${texts.at(-1)}\n`, patience);
      await until(() => shown().length >= texts.length, 60_000).catch(() => undefined);
      expect(shown()).toEqual(texts);
      old.client.close();
      writer.disconnect();
    },
    patience,
  );

  it('comes when the node that had stored it died before it could tell; whoever was there by way of it is offline', async () => {
    await join(bobs, 'lobby');
    const came = nextEvent(bobs, 'presence', (moved) => moved.joined.some(({ id }) => id === ann.user.id));
    await join(anns, 'lobby');
    // The other node must have heard that she is there, to tell that she is not.
    await came;
    const left = nextEvent(bobs, 'presence', (moved) => moved.left.some(({ id }) => id === ann.user.id), untilGone());
    const database = await createConnection(mariadb.url);
    const heard = nextMessages(bobs, undefined, untilGone());
    // As the dying node would have left it: committed, and not told.
    await database.query(
      `INSERT INTO messages (room_id, seq, rev, sender_id, client_id, kind, text, created_at)
       SELECT id, 1, 1, ?, ?, 'text', 'my last words', UTC_TIMESTAMP(3) FROM rooms WHERE slug = ?`,
      [ann.user.id, randomUUID(), room.slug],
    );
    await database.query('UPDATE rooms SET last_seq = 1, last_rev = 1 WHERE slug = ?', [room.slug]);
    await database.end();
    await one.kill('SIGKILL');
    expect((await heard).messages).toMatchObject([{ room: room.slug, seq: 1, text: 'my last words' }]);
    expect(await left).toMatchObject({ room: 'lobby', onlineCount: 1 });
  });
});
