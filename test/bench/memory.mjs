import { readFileSync } from 'node:fs';
import { SideBySide } from './side-by-side.mjs';

/** Files that a process has open besides its connections, at the most. */
const otherFiles = 500;

/** What a connection that joined a room costs while nothing happens. */
export async function memory({ mariadbUrl, rooms, idle }) {
  const rows = [];
  for (const size of rooms) rows.push(await perConnection({ mariadbUrl, people: 1000, size }));
  rows.push(await perConnection({ mariadbUrl, people: possible(idle), size: 100 }));
  return rows;
}

/** As many connections as the limit of open files lets a process have. */
function possible(connections) {
  const [, limit] = /Max open files\s+\d+\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  const most = Number(limit ?? connections + otherFiles) - otherFiles;
  if (most < connections)
    console.error(`Only ${most} connections: a process may have ${limit} files open (ulimit -n).`);
  return Math.min(connections, most);
}

async function perConnection({ mariadbUrl, people, size }) {
  const both = await SideBySide.start({ database: 'MariaDB', mariadbUrl, people, size });
  const row = {
    measured: `memory of a connection, ${people.toLocaleString('en')} idle in rooms of ${size}`,
    database: 'MariaDB',
    unit: 'KB',
  };
  for (const { server, load } of both.sides) {
    // What is only needed once is there before the counting begins.
    await load.connect(server, both.people.slice(0, 200));
    await load.disconnect();
    const before = await server.residentBytes();
    await load.connect(server, both.people);
    row[server.kind] = ((await server.residentBytes()) - before) / people / 1024;
  }
  await both.stop();
  return row;
}
