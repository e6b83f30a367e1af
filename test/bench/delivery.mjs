import { setTimeout as sleep } from 'node:timers/promises';
import { SideBySide } from './side-by-side.mjs';
import { median, percentile } from './statistics.mjs';

export const senders = 4;
const inFlight = 32;
const messagesPerSecond = 50;
const settling = 1500;
/** Milliseconds of talk before latencies count: what has just started or been flooded is not what people meet. */
const leadIn = 2000;

/** How much gets through, what each delivery costs, and how long one takes when there is time. */
export async function delivery({ databases, rooms, rounds, seconds, pacedSeconds, ...services }) {
  const places = [...databases.map((database) => ({ database, nodes: 1 })), { database: 'MariaDB', nodes: 2 }];
  const rows = [];
  for (const size of rooms) {
    for (const { database, nodes } of places) {
      const both = await SideBySide.start({ ...services, database, nodes, people: size, size });
      await both.connect();
      const paced = await both.byTurns(rounds, (_, load) => pacedBy(load, pacedSeconds));
      const flood = await both.byTurns(rounds, (server, load) => flooded(server, load, seconds));
      await both.stop();
      const row = (measured, unit, of, turns) => ({
        measured: `room of ${size}: ${measured}`,
        database: nodes === 1 ? database : `${database}, ${nodes} nodes`,
        unit,
        ours: median(turns.ours.map(of)),
        bare: median(turns.bare.map(of)),
      });
      rows.push(
        row('deliveries', '1/s', ({ perSecond }) => perSecond, flood),
        row('processor time per delivery', 'µs', ({ cpu }) => cpu, flood),
        row('load generator busy', '%', ({ generatorBusy }) => generatorBusy, flood),
        row(`latency at ${messagesPerSecond} messages/s, median`, 'ms', ({ p50 }) => p50, paced),
        row(`latency at ${messagesPerSecond} messages/s, 99 %`, 'ms', ({ p99 }) => p99, paced),
      );
    }
  }
  return rows;
}

/** What comes through while some keep messages in flight. */
export async function flooded(server, load, seconds) {
  await load.flood(senders, inFlight);
  await sleep(settling);
  const before = { ...(await load.take()), server: server.cpuSeconds, time: performance.now() };
  await sleep(seconds * 1000);
  const after = { ...(await load.take()), server: server.cpuSeconds, time: performance.now() };
  await load.stop();
  await sleep(500);
  if (after.refused > 0) throw new Error(`${server.kind} refused ${after.refused} messages.`);
  const elapsed = (after.time - before.time) / 1000;
  const cpu = after.server - before.server;
  return {
    perSecond: after.deliveries / elapsed,
    cpu: (cpu / after.deliveries) * 1e6,
    busy: (cpu / elapsed) * 100,
    generatorBusy: ((after.cpuSeconds - before.cpuSeconds) / elapsed) * 100,
  };
}

async function pacedBy(load, seconds) {
  await load.pace(messagesPerSecond);
  await sleep(leadIn);
  await load.take();
  await sleep(seconds * 1000);
  const { latencies } = await load.take();
  await load.stop();
  await sleep(200);
  return { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
}
