import { fillRoom, needles } from './million.mjs';
import { makePeople } from './people.mjs';
import { chatServer, freshDatabase } from './servers.mjs';
import { median } from './statistics.mjs';

const times = 100;

/** A page of history at several depths, and searches, in one room with very many messages. */
export async function storedMessages({ mariadbUrl, databases, messages }) {
  const rows = [];
  for (const database of databases) {
    const databaseUrl = await freshDatabase(database, mariadbUrl);
    const [reader] = await makePeople(databaseUrl, 1);
    await fillRoom(databaseUrl, { slug: 'million', senderId: reader.id, count: messages });
    const server = await chatServer(databaseUrl);
    const ask = async (measured, path) => {
      const url = `http://127.0.0.1:${server.port}/api/v1/rooms/million/${path}`;
      rows.push({ measured, database, unit: 'ms', ours: await medianTime(url, reader.token) });
    };
    for (const depth of [0, 10_000, messages - 51]) {
      await ask(
        `page of history, ${depth.toLocaleString('en')} messages deep`,
        `messages?before=${messages + 1 - depth}`,
      );
    }
    const inAll = `in ${messages.toLocaleString('en')} messages`;
    for (const [frequency, needle] of Object.entries(needles)) {
      await ask(`search ${inAll}, ${frequency}`, `search?q=${encodeURIComponent(needle)}`);
    }
    await server.stop();
  }
  return rows;
}

async function medianTime(url, token) {
  const taken = [];
  for (let n = 0; n < times; n++) {
    const begun = performance.now();
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const { messages } = await response.json();
    taken.push(performance.now() - begun);
    if (!response.ok || messages.length === 0) throw new Error(`${url} answered ${response.status} with nothing.`);
  }
  return median(taken);
}
