import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { LoadGenerator } from './load-generator.mjs';
import { makePeople } from './people.mjs';
import { bareServer, chatServer, freshDatabase } from './servers.mjs';

/** Changes that a client has missed, at the most; each has missed another number. */
const missed = 200;

/** A server is killed and comes back, and so do all of its clients at once: how long until each has all he missed, and what it asks of the database. */
export async function reconnect({ mariadbUrl, clients }) {
  const rows = [];
  for (const count of clients) {
    const databaseUrl = await freshDatabase('MariaDB', mariadbUrl);
    const people = (await makePeople(databaseUrl, count)).map((person) => ({ ...person, room: 'bench' }));
    const ours = await comingBack(
      people,
      () => chatServer(databaseUrl),
      () => questions(mariadbUrl),
    );
    const bare = await comingBack(people, bareServer, () => 0);
    const measured = `${count.toLocaleString('en')} clients back at once after a restart`;
    rows.push(
      {
        measured: `${measured}, until all are whole`,
        database: 'MariaDB',
        unit: 'ms',
        ours: ours.time,
        bare: bare.time,
      },
      { measured: `${measured}, queries`, database: 'MariaDB', unit: '', ours: ours.queries },
    );
  }
  return rows;
}

async function comingBack(people, startServer, countQueries) {
  const load = new LoadGenerator();
  const first = await startServer();
  await load.connect(first, people);
  await load.flood(1, 50);
  for (let said = 0; said < 2 * missed; said += (await load.take()).acknowledged) await sleep(50);
  await load.stop();
  await sleep(1000);
  await first.stop('SIGKILL');
  const second = await startServer();
  const before = await countQueries();
  const time = await load.reconnect(second, missed);
  const queries = (await countQueries()) - before;
  load.end();
  await second.stop();
  return { time, queries };
}

/** How many statements the database server has executed for its clients (the one that asks counts, too). */
async function questions(mariadbUrl) {
  const connection = await createConnection(mariadbUrl);
  const [[{ Value }]] = await connection.query("SHOW GLOBAL STATUS LIKE 'Questions'");
  await connection.end();
  return Number(Value);
}
