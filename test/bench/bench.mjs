// `npm run bench [-- quick] [-- names…]`: measures this server beside a bare Socket.IO server and prints one table.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { startMariadb } from '../support/mariadb.mjs';
import { ensurePrograms } from '../support/programs.mjs';
import { startRedis } from '../support/redis.mjs';
import { openRunDirectory, sweep } from '../support/run-directory.mjs';
import { buildProduct } from '../support/setup/build-product.mjs';

const whole = {
  databases: ['SQLite', 'MariaDB'],
  rooms: [10, 100, 1000],
  rounds: 3,
  seconds: 5,
  // The slowest of 100 messages is no 99th percentile.
  pacedSeconds: 10,
  idle: 10_000,
  clients: [250, 1000, 2000],
  messages: 1_000_000,
  fileBytes: 2 ** 30,
  uploadsAtOnce: 50,
  oldClients: 500,
};
/** About four minutes for deliveries, one or less for anything else. */
const quick = {
  ...whole,
  rounds: 1,
  seconds: 2,
  pacedSeconds: 6,
  idle: 2000,
  clients: [250, 1000],
  messages: 20_000,
  fileBytes: 2 ** 27,
};

const asked = process.argv.slice(2);
const { table } = await import('./table.mjs');
const directory = openRunDirectory();
buildProduct();
// They use what was just built.
const [{ delivery }, { memory }, { reconnect }, { storedMessages }, { files }, { legacy }] = await Promise.all([
  import('./delivery.mjs'),
  import('./memory.mjs'),
  import('./reconnect.mjs'),
  import('./stored-messages.mjs'),
  import('./files.mjs'),
  import('./legacy.mjs'),
]);
const measurements = { delivery, memory, reconnect, 'stored-messages': storedMessages, files, legacy };
const names = asked.filter((word) => word !== 'quick');
const unknown = names.find((name) => !(name in measurements));
if (unknown)
  throw new Error(`There is no measurement "${unknown}"; there are: ${Object.keys(measurements).join(', ')}.`);

const programs = ensurePrograms(['mariadbd', 'mariadbInstallDb', 'redisServer']);
const [{ url: mariadbUrl }, { url: redisUrl }] = await Promise.all([
  startMariadb(programs, join(directory, 'mariadb')),
  startRedis(programs, join(directory, 'redis')),
]);
const scale = { ...(asked.includes('quick') ? quick : whole), mariadbUrl, redisUrl };
const rows = [];
for (const [name, measure] of Object.entries(measurements)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.error(`${name} …`);
  rows.push(...(await measure(scale)));
}
const [{ model }] = cpus();
console.log(`\nNode ${process.version}, ${cpus().length} × ${model}\n\n${table(rows)}`);
await sweep();
