import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { LoadGenerator } from './load-generator.mjs';
import { bareServer } from './servers.mjs';
import { percentile } from './statistics.mjs';

const messagesPerSecond = 50;
/** Of a fast line into a house. */
const megabitsPerSecond = 200;

const ways = [
  { how: 'each as fast as the machine can', arriving: (picture) => picture },
  { how: `each at ${megabitsPerSecond} Mbit/s`, arriving: (picture) => ReadableStream.from(atLineRate(picture)) },
];

/**
 * How long messages take while nothing else happens, and while one photograph after the other arrives and is made small: with no line to
 * come over, and with one. Beside ours a bare Socket.IO server talks, while a bare server of files has the same thumbnails made in a
 * process of low priority: what both feel is the machine's. By turns, since machines have moods.
 */
export async function photographs([ours, bare], people, rounds, seconds) {
  const pictures = await taken(10);
  const sides = [
    { ...ours, talk: ours.server },
    { ...bare, talk: await bareServer() },
  ];
  for (const side of sides) {
    side.load = new LoadGenerator(1);
    await side.load.connect(
      side.talk,
      people.map((person) => ({ ...person, room: 'bench' })),
    );
    side.idle = [];
    side.busy = ways.map(() => ({ made: 0, latencies: [] }));
  }
  for (let round = 0; round < rounds; round++) {
    for (const { load, idle, busy, uploadPicture } of sides) {
      idle.push(...(await paced(load, () => sleep(seconds * 1000))));
      for (const [index, { how, arriving }] of ways.entries()) {
        const way = busy[index];
        const latencies = await paced(load, async () => {
          for (const end = performance.now() + seconds * 1000; performance.now() < end; way.made++) {
            const picture = Buffer.concat([pictures[way.made % pictures.length], Buffer.from(how + way.made)]);
            await uploadPicture(picture.length, arriving(picture));
          }
        });
        way.latencies.push(...latencies);
      }
    }
  }
  for (const { load } of sides) load.end();
  await sides[1].talk.stop();
  return rowsOf(sides, rounds * seconds);
}

function rowsOf([ours, bare], seconds) {
  const rate = ({ made }) => (made / seconds).toFixed(1);
  return [
    ...latencyRows('', ours.idle, bare.idle),
    ...ways.flatMap(({ how }, index) => {
      const [mine, others] = [ours.busy[index], bare.busy[index]];
      return latencyRows(
        `, ${rate(mine)} (bare ${rate(others)}) photographs/s meanwhile, ${how}`,
        mine.latencies,
        others.latencies,
      );
    }),
  ];
}

function latencyRows(what, ours, bare) {
  return [
    ['median', 0.5],
    ['99 %', 0.99],
  ].map(([name, share]) => ({
    measured: `latency at ${messagesPerSecond} messages/s${what}, ${name}`,
    database: 'SQLite',
    unit: 'ms',
    ours: percentile(ours, share),
    bare: percentile(bare, share),
  }));
}

/** Parts of so many bytes at the times at which they come over a line. */
async function* atLineRate(bytes) {
  const begun = performance.now();
  const partSize = 16_384;
  for (let at = 0; at < bytes.length; at += partSize) {
    const early = begun + (at * 8) / (megabitsPerSecond * 1000) - performance.now();
    if (early >= 1) await sleep(early);
    yield bytes.subarray(at, at + partSize);
  }
}

async function paced(load, meanwhile) {
  await load.pace(messagesPerSecond);
  await sleep(1000);
  await load.take();
  await meanwhile();
  const { latencies } = await load.take();
  await load.stop();
  await sleep(200);
  return latencies;
}

/** JPEGs of twelve million pixels, as phones take them. */
function taken(count) {
  return Promise.all(
    Array.from({ length: count }, (_, n) =>
      sharp({
        create: { width: 4000, height: 3000, channels: 3, noise: { type: 'gaussian', mean: 60 + 10 * n, sigma: 12 } },
      })
        .jpeg({ quality: 85 })
        .toBuffer(),
    ),
  );
}
