/**
 * Everything is killed under load, again and again, at random moments. `CHAT_TEST_CRASH_ROUNDS` says how often (3 unless set);
 * what is the most that a power failure does beyond it, to the operating system's own memory, cannot be shown here.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from '../support/api.js';
import { numbersTo, told, wholeHistory } from '../support/history.js';
import { InsistentWriter } from '../support/insistent-writer.js';
import { type PrivateService, privateMariadb } from '../support/private-services.js';
import { startServer, type TestServer } from '../support/server.js';
import { StockReader } from '../support/stock-reader.js';
import { until } from '../support/until.js';

const rounds = Number(process.env.CHAT_TEST_CRASH_ROUNDS ?? 3);
/** Milliseconds for one test. */
const patience = 60_000 + rounds * 30_000;

/** Writes while `strike` is done so many times, and checks what is left of it. */
async function surviving(server: TestServer, room: string, strike: () => Promise<void>): Promise<void> {
  const sessions = await Promise.all([register(server), register(server), register(server)]);
  const token = sessions[0].accessToken;
  const reader = new StockReader(server, token, room);
  await until(() => reader.online.length > 0);
  const writers = sessions.map(({ accessToken }) => new InsistentWriter([server], accessToken, room));
  for (let round = 0; round < rounds; round++) {
    await Promise.all(writers.map((writer) => writer.goesOn(10)));
    await sleep(randomInt(250));
    await strike();
  }
  await Promise.all(writers.map((writer) => writer.goesOn()));
  await Promise.all(writers.map((writer) => writer.stop()));

  const history = await wholeHistory(server, token, room);
  expect(history.map(({ seq }) => seq)).toEqual(numbersTo(history.length));
  expect(new Set(history.map(({ clientId }) => clientId)).size).toBe(history.length);
  const acknowledged = writers.flatMap((writer) => [...writer.acknowledged.values()]);
  expect(told(history)).toEqual(told(acknowledged));
  const revs = new Set(writers.flatMap((writer) => [...writer.revs]));
  expect([...revs].sort((a, b) => a - b)).toEqual(numbersTo(revs.size));
  await until(() => reader.rev === revs.size);
  expect(told(reader.messages.values())).toEqual(told(history));
  reader.close();
}

describe('what was acknowledged is there, once, in order', () => {
  let mariadb: PrivateService;
  const servers: TestServer[] = [];
  const serverOn = async (databaseUrl?: string) => {
    const server = await startServer(databaseUrl === undefined ? {} : { databaseUrl });
    servers.push(server);
    return server;
  };

  beforeAll(async () => {
    mariadb = await privateMariadb();
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    await mariadb.kill();
  });

  it(
    'after the server was killed, on SQLite',
    async () => {
      const server = await serverOn();
      await surviving(server, 'sqlite', () => server.restart('SIGKILL'));
    },
    patience,
  );

  it(
    'after the server was killed, on MariaDB',
    async () => {
      const server = await serverOn(mariadb.url);
      await surviving(server, 'server', () => server.restart('SIGKILL'));
    },
    patience,
  );

  it(
    'after MariaDB was killed',
    async () => {
      const server = servers.at(-1) ?? (await serverOn(mariadb.url));
      await surviving(server, 'database', async () => {
        await mariadb.kill('SIGKILL');
        await mariadb.start();
      });
    },
    patience,
  );
});
