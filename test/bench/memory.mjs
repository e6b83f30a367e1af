import { SideBySide } from './side-by-side.mjs';

/** What a connection that joined a room costs while nothing happens. */
export async function memory({ mariadbUrl, rooms, idle }) {
  const rows = [];
  for (const size of rooms) rows.push(await perConnection({ mariadbUrl, people: 1000, size }));
  rows.push(await perConnection({ mariadbUrl, people: idle, size: 100 }));
  return rows;
}

async function perConnection({ mariadbUrl, people, size }) {
  const both = await SideBySide.start({ dialect: 'mariadb', mariadbUrl, people, size });
  const row = {
    measured: `memory of a connection, ${people} idle in rooms of ${size}`,
    database: 'mariadb',
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
