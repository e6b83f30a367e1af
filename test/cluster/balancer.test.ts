import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { register } from '../support/api.js';
import { headless, joined, sentOf } from '../support/headless.js';
import { numbersTo, told, wholeHistory } from '../support/history.js';
import { InsistentWriter } from '../support/insistent-writer.js';
import { balancerOf, byAddress, type Choice, inTurn, type LoadBalancer } from '../support/load-balancer.js';
import { startServer, type TestServer } from '../support/server.js';
import { StockReader, type StockReaderOptions } from '../support/stock-reader.js';
import { until } from '../support/until.js';

const patience = 240_000;

describe('two nodes behind one address', () => {
  const database = `chat_${randomBytes(6).toString('hex')}`;
  let nodes: [TestServer, TestServer];
  const balancers: LoadBalancer[] = [];
  const balancer = async (choice: Choice) => {
    const opened = await balancerOf(nodes, choice);
    balancers.push(opened);
    return opened;
  };
  const administer = async (sql: string) => {
    const connection = await createConnection(process.env.CHAT_TEST_MARIADB ?? '');
    await connection.query(sql);
    await connection.end();
  };

  beforeAll(async () => {
    await administer(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
    const options = {
      databaseUrl: `${process.env.CHAT_TEST_MARIADB}/${database}`,
      env: { CHAT_REDIS_URL: process.env.CHAT_TEST_REDIS ?? '', CHAT_SECRET: randomBytes(32).toString('hex') },
    };
    nodes = await Promise.all([startServer(options), startServer(options)]);
  }, patience);
  afterAll(async () => {
    for (const opened of balancers.splice(0)) await opened.close();
    for (const node of nodes) await node.stop();
    await administer(`DROP DATABASE ${database}`);
  });

  const newRoom = () => `room-${randomUUID()}`;
  /** Stock clients of different people, who each have an address. */
  const enter = (address: { url: string }, room: string, kinds: readonly StockReaderOptions[]) =>
    Promise.all(
      kinds.map(async (kind, n) => {
        const extraHeaders = { 'x-forwarded-for': `192.0.2.${n + 1}` };
        const { accessToken } = await register(nodes[0]);
        return new StockReader(address, accessToken, room, { extraHeaders, ...kind });
      }),
    );

  it(
    'need no sticky sessions for WebSockets: each request and connection goes anywhere',
    async () => {
      const anywhere = await balancer(inTurn);
      const room = newRoom();
      const readers = await enter(anywhere, room, [{}, {}]);
      const clients = await Promise.all([headless(anywhere), headless(anywhere)]);
      const stores = await Promise.all(clients.map((client) => joined(client, room)));
      const { accessToken } = await register(anywhere);
      const writer = new InsistentWriter([anywhere], accessToken, room);
      await Promise.all(stores.map((store, n) => store.send({ text: `from ${n}` })));
      await writer.goesOn(30);
      await writer.stop();

      const truth = told(await wholeHistory(anywhere, accessToken, room));
      for (const reader of readers) await until(() => told(reader.messages.values()).join() === truth.join());
      for (const store of stores) {
        await until(() => told(sentOf(store)).join() === truth.slice(-sentOf(store).length).join());
        await until(() => store.onlineCount === readers.length + clients.length);
      }
      expect(Math.min(...anywhere.counts)).toBeGreaterThan(3);
      for (const client of clients) client.close();
      for (const reader of readers) reader.close();
    },
    patience,
  );

  it(
    'serve clients that poll, and those that begin so, where each address sticks to a node; they move when it dies, and when it is back',
    async () => {
      const sticky = await balancer(byAddress);
      const room = newRoom();
      const polling: StockReaderOptions = { transports: ['polling'] };
      const upgrading: StockReaderOptions = { transports: ['polling', 'websocket'] };
      const readers = await enter(sticky, room, [polling, polling, upgrading, upgrading]);
      await until(() => readers.every(({ online }) => online.length > 0));
      expect(Math.min(...sticky.counts)).toBeGreaterThan(0);
      const { accessToken } = await register(nodes[1]);
      const writer = new InsistentWriter([nodes[1]], accessToken, room);
      await writer.goesOn(20);
      await nodes[0].kill('SIGKILL');
      await writer.goesOn(20);
      await nodes[0].start();
      await writer.goesOn(20);
      await writer.stop();
      const history = await wholeHistory(nodes[1], accessToken, room);
      expect(history.map(({ seq }) => seq)).toEqual(numbersTo(history.length));
      for (const reader of readers) {
        await until(() => told(reader.messages.values()).join() === told(history).join(), patience);
        reader.close();
      }
    },
    patience,
  );
});
