import { randomUUID } from 'node:crypto';
import type { Message, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from '../support/api.js';
import { numbersTo } from '../support/history.js';
import { type Line, lineTo } from '../support/line.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, demand, join } from '../support/sockets.js';
import { StockReader } from '../support/stock-reader.js';
import { until } from '../support/until.js';

const patience = 240_000;
const room = 'lobby';
/** Characters of a message. */
const length = 100_000;

describe('a client that does not read', () => {
  let server: TestServer;
  let ann: Session;
  let line: Line;
  beforeAll(async () => {
    server = await startServer({ env: { CHAT_MAX_MESSAGE_CHARS: String(length) } });
    ann = await register(server);
    line = await lineTo([server]);
  });
  afterAll(async () => {
    await line.close();
    await server.stop();
  });

  /** Megabytes that the server takes of the machine's memory. */
  const residentMemory = async () => {
    const figures = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/^process_resident_memory_bytes (\d+)/m.exec(figures)?.[1]) / 1_000_000;
  };
  const cutOff = () => (server.log().match(/does not read; it is cut off/g) ?? []).length;

  it(
    'is cut off while the others go on, costs bounded memory, and catches up whole over a slow line',
    async () => {
      const readers = await Promise.all(
        [line, line, line, server].map(async (way) => new StockReader(way, (await register(server)).accessToken, room)),
      );
      await until(() => readers.every(({ online }) => online.length > 0));
      const [fast, slow] = [readers.at(-1) as StockReader, readers.slice(0, -1)];
      const socket = await connect(server, ann.accessToken);
      await join(socket, room);

      const said: Message[] = [];
      const before = await residentMemory();
      line.setClogged(true);
      while (cutOff() < slow.length) {
        const texts = numbersTo(5).map((n) => `${said.length + n} `.padEnd(length, 'x'));
        const answers = texts.map((text) =>
          demand<{ message: Message }>(socket, 'message:send', { room, clientId: randomUUID(), text }),
        );
        said.push(...(await Promise.all(answers)).map(({ message }) => message));
        await until(() => fast.messages.size === said.length);
        expect(said.length * length).toBeLessThan(200_000_000);
      }
      // More than one answer that counts as unread when it does not go out at once.
      expect(said.length * length).toBeGreaterThan(4_000_000);
      expect((await residentMemory()) - before).toBeLessThan(300);

      line.setDelay(5);
      line.setClogged(false);
      await until(() => slow.every(({ messages }) => messages.size === said.length), patience);
      for (const { messages } of readers) {
        expect(said.filter(({ seq, text }) => messages.get(seq)?.text !== text)).toEqual([]);
      }
      expect(cutOff()).toBe(slow.length);
      for (const reader of readers) reader.close();
      socket.disconnect();
    },
    patience,
  );
});
