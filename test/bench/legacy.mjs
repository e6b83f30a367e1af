import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PasswordHasher } from '../../backend/dist/auth/password-hasher.js';
import { freePort } from '../support/free-port.mjs';
import { flooded, senders } from './delivery.mjs';
import { LoadGenerator } from './load-generator.mjs';
import { makePeople, withDatabase } from './people.mjs';
import { bareServer, chatServer, freshDatabase } from './servers.mjs';
import { median } from './statistics.mjs';

const program = join(import.meta.dirname, 'legacy-load.mjs');
const room = 'bench';
const password = 'correct horse battery';
/** Clients that stop reading, and what they do not read: as long as a message to an old client can be. */
const deaf = 20;
const longText = 'x'.repeat(3000);

/** Old clients in one room, half of the senders on the web and half of them old, beside a bare room of as many. */
export async function legacy({ mariadbUrl, oldClients, rounds, seconds }) {
  const databaseUrl = await freshDatabase('MariaDB', mariadbUrl);
  const people = (await makePeople(databaseUrl, oldClients + senders / 2)).map((person) => ({ ...person, room }));
  await givePassword(databaseUrl);
  const legacyPort = await freePort();
  const ours = await chatServer(databaseUrl, {
    CHAT_LEGACY_LISTEN: `127.0.0.1:${legacyPort}?long=4`,
    CHAT_LEGACY_ROOM: room,
  });
  const [web, old] = [people.slice(0, senders / 2), people.slice(senders / 2)];
  const cast = [...web, ...old.map(({ id }) => ({ id, password, legacyPort }))];
  const sides = [
    { server: ours, people: cast, load: new LoadGenerator(undefined, program) },
    { server: await bareServer(), people, load: new LoadGenerator() },
  ];
  const name = `${oldClients} old clients`;
  const rows = [
    ...(await comingIn(name, sides)),
    ...(await talking(name, sides, rounds, seconds)),
    ...(await notReading(sides[0])),
  ];
  for (const { server, load } of sides) {
    load.end();
    await server.stop();
  }
  return rows;
}

async function comingIn(name, sides) {
  const time = { measured: `${name} log in at once, until all are in`, database: 'MariaDB', unit: 'ms' };
  const memory = { measured: `${name}: memory of each, idle`, database: 'MariaDB', unit: 'KB' };
  for (const { server, load, people } of sides) {
    // What is only needed once is there before the counting begins.
    await load.connect(server, people.slice(0, 50));
    await load.disconnect();
    await sleep(1000);
    const before = await server.residentBytes();
    const took = await load.connect(server, people);
    if (server.kind === 'ours') time.ours = Math.max(...took);
    await sleep(1000);
    memory[server.kind] = ((await server.residentBytes()) - before) / people.length / 1024;
  }
  return [time, memory];
}

async function talking(name, sides, rounds, seconds) {
  const measured = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    for (const { server, load } of sides) measured[server.kind].push(await flooded(server, load, seconds));
  }
  const row = (what, unit, of) => ({
    measured: `${name}, half of ${senders} senders on the web: ${what}`,
    database: 'MariaDB',
    unit,
    ours: median(measured.ours.map(of)),
    bare: median(measured.bare.map(of)),
  });
  return [
    row('deliveries', '1/s', ({ perSecond }) => perSecond),
    row('processor time per delivery', 'µs', ({ cpu }) => cpu),
    row('server busy', '%', ({ busy }) => busy),
    row('load generator busy', '%', ({ generatorBusy }) => generatorBusy),
  ];
}

/** Some clients stop reading while long messages come: what that costs, until they are cut off. */
async function notReading({ server, people, ...others }) {
  await others.load.disconnect();
  const load = new LoadGenerator(1, program);
  const few = [...people.slice(0, senders / 2), ...people.slice(senders / 2, senders / 2 + deaf + 2)];
  await load.connect(server, few);
  await sleep(1000);
  const before = residentMegabytes(server);
  await load.ask('stopReading', { count: deaf });
  const begun = performance.now();
  await load.ask('flood', { senders: 1, inFlight: 16, text: longText });
  let most = before;
  while ((await oldClientsOf(server)) > 2) most = Math.max(most, residentMegabytes(server));
  load.end();
  const what = `${deaf} old clients stop reading 3 KB messages`;
  return [
    { measured: `${what}: memory more, at most`, database: 'MariaDB', unit: 'MB', ours: most - before },
    { measured: `${what}: until all are cut off`, database: 'MariaDB', unit: 'ms', ours: performance.now() - begun },
  ];
}

/** One hash for all of them: a hash costs its 50 ms on purpose. */
async function givePassword(databaseUrl) {
  const passwordHash = await new PasswordHasher().hash(password);
  await withDatabase(databaseUrl, (sequelize) =>
    sequelize.query('UPDATE users SET password_hash = :passwordHash', { replacements: { passwordHash } }),
  );
}

async function oldClientsOf({ port }) {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/^chat_legacy_clients (\d+)/m.exec(metrics)?.[1]);
}

function residentMegabytes({ pid }) {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1000;
}
