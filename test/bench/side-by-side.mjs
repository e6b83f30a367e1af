import { LoadGenerator } from './load-generator.mjs';
import { makePeople } from './people.mjs';
import { bareServer, chatNodes, chatServer, freshDatabase } from './servers.mjs';

/**
 * Ours on a fresh database, on one node or several, and the bare server, which is always alone; each with clients of its own, in rooms of `size`. Other work on the machine slows
 * both: they are measured in turns, again and again, and what counts is the median of each and their ratio.
 */
export class SideBySide {
  static async start({ database, nodes = 1, mariadbUrl, redisUrl, people, size }) {
    const databaseUrl = await freshDatabase(database, mariadbUrl);
    const everybody = await makePeople(databaseUrl, people);
    const placed = everybody.map((person, n) => ({ ...person, room: `bench-${Math.floor(n / size)}` }));
    const sides = [
      {
        server: await (nodes === 1 ? chatServer(databaseUrl) : chatNodes(databaseUrl, redisUrl, nodes)),
        load: new LoadGenerator(),
      },
      { server: await bareServer(), load: new LoadGenerator() },
    ];
    return new SideBySide(sides, placed);
  }

  constructor(sides, people) {
    this.sides = sides;
    this.people = people;
  }

  async connect() {
    for (const { server, load } of this.sides) await load.connect(server, this.people);
    return this;
  }

  /** Measures both by turns; gives what `measure` returned each time, `{ours: [], bare: []}`. */
  async byTurns(rounds, measure) {
    const measured = { ours: [], bare: [] };
    for (let round = 0; round < rounds; round++) {
      for (const { server, load } of this.sides) measured[server.kind].push(await measure(server, load));
    }
    return measured;
  }

  async stop() {
    for (const { server, load } of this.sides) {
      load.end();
      await server.stop();
    }
  }
}
