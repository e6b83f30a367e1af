import type { Session } from '@chat-room/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChatClient, RoomStore } from '../../widget/src/client/index.js';
import { register } from '../support/api.js';
import { headless, joined, sentOf } from '../support/headless.js';
import { told, wholeHistory } from '../support/history.js';
import { InsistentWriter } from '../support/insistent-writer.js';
import { type Line, lineTo } from '../support/line.js';
import { startServer, type TestServer } from '../support/server.js';
import { type ChatSocket, connect, demand, join, send } from '../support/sockets.js';
import { storeInBulk } from '../support/stored-messages.js';
import { until } from '../support/until.js';

const patience = 240_000;

/** What the headless client shows of a room, whatever it has missed. */
describe('who was away, with the headless client', () => {
  let server: TestServer;
  let ann: Session;
  let socket: ChatSocket;
  let line: Line;
  let client: ChatClient;
  let store: RoomStore;
  let rooms = 0;
  let room: string;

  beforeAll(async () => {
    server = await startServer();
    ann = await register(server);
  });
  beforeEach(async () => {
    room = `room-${++rooms}`;
    socket = await connect(server, ann.accessToken);
    await join(socket, room);
    await say(10);
    line = await lineTo([server]);
    client = await headless(line);
    store = await joined(client, room);
  });
  afterEach(async () => {
    client.close();
    socket.disconnect();
    await line.close();
  });
  afterAll(() => server.stop());

  const say = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, n) => send(socket, room, `message ${n + 1}`)));
  /** The end of what there is, and no hole. */
  const showsTheNewest = async (after = 0) => {
    const all = told(await wholeHistory(server, ann.accessToken, room, after));
    const isRight = () => {
      const shown = told(sentOf(store));
      return shown.length >= Math.min(50, all.length) && shown.join('\n') === all.slice(-shown.length).join('\n');
    };
    await until(isRight);
  };

  it.each([1, 50, 900])('for %d changes sees all of them after what was there', async (count) => {
    line.setDown(true);
    await until(() => client.connection.state !== 'online');
    const [first] = await say(count);
    await demand(socket, 'message:edit', { messageId: first?.id, text: 'changed meanwhile' });
    line.setDown(false);
    await showsTheNewest();
    expect(sentOf(store)).toHaveLength(10 + count);
  });

  it(
    'for 100,000 changes sees the newest page, and the rest by going back, never with a hole and never more than a thousand',
    async () => {
      const sizes: number[] = [];
      store.subscribe(() => sizes.push(store.messages.length));
      await server.kill();
      await storeInBulk(server.databaseUrl, room, ann.user.id, 92_000);
      await server.start();
      const writer = new InsistentWriter([server], ann.accessToken, room, 1);
      await until(() => store.messages.some(({ seq }) => (seq ?? 0) > 92_010), patience);
      await writer.goesOn();
      await writer.stop();
      await showsTheNewest(91_000);
      const newest = store.messages.at(-1)?.seq ?? 0;
      for (let page = 0; page < 24; page++) {
        await store.loadOlder();
        const seqs = sentOf(store).map(({ seq }) => seq);
        expect(seqs).toEqual(seqs.map((_, n) => (seqs[0] ?? 0) + n));
      }
      expect(sentOf(store)[0]?.seq).toBeLessThan(newest - 1000);
      await store.loadLatest();
      await showsTheNewest(91_000);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
    },
    patience,
  );
});
