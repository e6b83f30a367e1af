import type { Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from '../support/api.js';
import { numbersTo, told } from '../support/history.js';
import { InsistentWriter } from '../support/insistent-writer.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';
import { StockReader } from '../support/stock-reader.js';
import { bulkText, storeInBulk } from '../support/stored-messages.js';
import { until } from '../support/until.js';

const patience = 240_000;
const room = 'lobby';
const before = 10;

/** The server has little memory: it would not live through all of it at once. */
describe('who was away, with a stock client', () => {
  let server: TestServer;
  let ann: Session;
  beforeAll(async () => {
    server = await startServer({ command: [process.execPath, '--max-old-space-size=112', 'backend/dist/main.js'] });
    ann = await register(server);
    const socket = await connect(server, ann.accessToken);
    await join(socket, room);
    for (let n = 1; n <= before; n++) await send(socket, room, `message ${n}`);
    socket.disconnect();
  });
  afterAll(() => server.stop());

  /** Who knew everything up to a `rev`. */
  const readerSince = (rev: number) => {
    const reader = new StockReader(server, ann.accessToken, room);
    reader.rev = rev;
    return reader;
  };

  it('for one change gets that one', async () => {
    const socket = await connect(server, ann.accessToken);
    const { rev } = await join(socket, room);
    const missed = await send(socket, room, 'missed');
    const reader = readerSince(rev);
    await until(() => reader.rev === missed.rev);
    expect([...reader.messages.values()]).toEqual([missed]);
    reader.close();
    socket.disconnect();
  });

  it(
    'for 100,000 changes gets them all, in order, at most 500 at a time, and what is said meanwhile',
    async () => {
      const [first, count] = [before + 1, 92_000];
      await server.kill();
      const newest = await storeInBulk(server.databaseUrl, room, ann.user.id, count);
      await server.start();
      expect(newest - first).toBeGreaterThan(100_000);

      const reader = readerSince(first);
      const [revs, sizes]: [number[], number[]] = [[], []];
      reader.answered = ({ messages }) => {
        sizes.push(messages.length);
        revs.push(...messages.map(({ rev }) => rev));
      };
      await until(() => revs.length > 0);
      const writer = new InsistentWriter([server], ann.accessToken, room, 2);
      await until(() => reader.rev >= newest, patience);
      await writer.goesOn();
      await writer.stop();
      await until(() => reader.rev === Math.max(...writer.revs), patience);

      expect(Math.max(...sizes)).toBe(500);
      expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b));
      const live = [...writer.acknowledged.values()];
      const last = Math.max(...live.map(({ seq }) => seq));
      expect([...reader.messages.keys()].sort((a, b) => a - b)).toEqual(numbersTo(last).slice(first));
      const bulk = numbersTo(first + count).slice(first);
      expect(bulk.filter((seq) => reader.messages.get(seq)?.text !== bulkText(seq))).toEqual([]);
      expect(told([...reader.messages.values()].filter(({ seq }) => seq > first + count))).toEqual(told(live));
      reader.close();
    },
    patience,
  );
});
