import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { LoadGenerator } from './load-generator.mjs';
import { makePeople } from './people.mjs';
import { bareFileServer, chatServer, freshDatabase } from './servers.mjs';
import { median, percentile } from './statistics.mjs';
import { receiveBytes, sendBytes } from './transfer.mjs';

const messagesPerSecond = 50;
/** Of a fast line into a house. */
const megabitsPerSecond = 200;
const tus = { 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream' };

/** Large files and many at once, beside bare streams; and what the chat feels of pictures being made small. */
export async function files({ fileBytes, uploadsAtOnce, rounds, pacedSeconds }) {
  const databaseUrl = await freshDatabase('SQLite');
  const [person, ...others] = await makePeople(databaseUrl, 10);
  const limits = { CHAT_MAX_FILE_BYTES: String(fileBytes), CHAT_USER_QUOTA_BYTES: '0' };
  const sides = [chatSide(await chatServer(databaseUrl, limits), person.token), bareSide(await bareFileServer())];
  const rows = [
    ...(await transfers(sides, fileBytes, rounds)),
    await together(sides, uploadsAtOnce, rounds),
    ...(await latencies(sides[0], [person, ...others], rounds, pacedSeconds)),
  ];
  for (const { server } of sides) await server.stop();
  return rows;
}

function chatSide(server, token) {
  const headers = { Authorization: `Bearer ${token}`, ...tus };
  const request = (more) => ({ port: server.port, headers, ...more });
  return {
    server,
    /** Resolves with where the file is. */
    async upload(size) {
      const begun = await sendBytes(
        request({
          method: 'POST',
          path: '/api/v1/files',
          headers: { ...headers, 'Upload-Length': size, 'Content-Type': 'none' },
        }),
        0,
      );
      const path = begun.headers.location;
      await sendBytes(request({ method: 'PATCH', path, headers: { ...headers, 'Upload-Offset': 0 } }), size);
      return path;
    },
    download: (path) => receiveBytes(request({ path })),
    remove: (path) => sendBytes(request({ method: 'DELETE', path }), 0),
    async uploadPicture(picture, body) {
      const length = { 'Upload-Length': String(picture.length) };
      const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1/files`, {
        method: 'POST',
        headers: { ...headers, ...length },
        body,
        duplex: 'half',
      });
      if (answer.status !== 201) throw new Error(`A picture was answered with ${answer.status}.`);
    },
  };
}

let names = 0;

function bareSide(server) {
  return {
    server,
    async upload(size) {
      const path = `/${names++ % 100}`;
      await sendBytes({ port: server.port, method: 'POST', path }, size);
      return path;
    },
    download: (path) => receiveBytes({ port: server.port, path }),
    // Kept files would fill the memory: then one side writes to what the other has just given up, and the other to what is slow to get.
    remove: (path) => sendBytes({ port: server.port, method: 'DELETE', path }, 0),
  };
}

async function transfers(sides, fileBytes, rounds) {
  const measured = { up: { ours: [], bare: [] }, down: { ours: [], bare: [] }, memory: {} };
  for (let round = 0; round <= rounds; round++) {
    for (const { server, upload, download, remove } of sides) {
      // The first one warms up.
      const size = round === 0 ? fileBytes / 16 : fileBytes;
      if (round === 1) measured.memory[server.kind] = -peakMegabytes(server);
      const [path, up] = await timed(() => upload(size));
      const [bytes, down] = await timed(() => download(path));
      if (bytes !== size) throw new Error(`${server.kind} gave ${bytes} of ${size} bytes back.`);
      await remove(path);
      if (round === 0) continue;
      measured.up[server.kind].push(size / up / 1e3);
      measured.down[server.kind].push(size / down / 1e3);
    }
  }
  for (const { server } of sides) measured.memory[server.kind] += peakMegabytes(server);
  const name = `${Math.round(fileBytes / 2 ** 20)} MiB`;
  const medians = ({ ours, bare }) => ({ ours: median(ours), bare: median(bare) });
  return [
    { measured: `upload of ${name}`, unit: 'MB/s', ...medians(measured.up) },
    { measured: `download of ${name}`, unit: 'MB/s', ...medians(measured.down) },
    { measured: `${rounds} times ${name} up and down: memory beyond what it had`, unit: 'MB', ...measured.memory },
  ];
}

async function together(sides, count, rounds) {
  const times = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    for (const { server, upload } of sides) {
      const all = () => Promise.all(Array.from({ length: count }, () => upload(1_000_000)));
      times[server.kind].push((await timed(all))[1]);
    }
  }
  return {
    measured: `${count} uploads of 1 MB at once`,
    unit: 'ms',
    ours: median(times.ours),
    bare: median(times.bare),
  };
}

/**
 * How long messages take while nothing else happens, and while one picture after the other arrives and is made small: with no line to
 * come over, and with one. By turns, since machines have moods.
 */
async function latencies({ server, uploadPicture }, people, rounds, seconds) {
  const load = new LoadGenerator(1);
  await load.connect(
    server,
    people.map((person) => ({ ...person, room: 'bench' })),
  );
  const pictures = await photographs(10);
  const ways = [
    { how: 'each as fast as the machine can', arriving: (picture) => picture },
    { how: `each at ${megabitsPerSecond} Mbit/s`, arriving: (picture) => ReadableStream.from(atLineRate(picture)) },
  ].map((way) => ({ ...way, made: 0, latencies: [] }));
  const idle = [];
  for (let round = 0; round < rounds; round++) {
    idle.push(...(await paced(load, () => sleep(seconds * 1000))));
    for (const way of ways) {
      const busy = await paced(load, async () => {
        for (const end = performance.now() + seconds * 1000; performance.now() < end; way.made++) {
          const picture = Buffer.concat([pictures[way.made % pictures.length], Buffer.from(way.how + way.made)]);
          await uploadPicture(picture, way.arriving(picture));
        }
      });
      way.latencies.push(...busy);
    }
  }
  load.end();
  return [
    ...latencyRows('', idle),
    ...ways.flatMap(({ how, made, latencies }) => {
      const rate = (made / seconds / rounds).toFixed(1);
      return latencyRows(`, ${rate} photographs/s meanwhile, ${how}`, latencies);
    }),
  ];
}

function latencyRows(what, latencies) {
  return [
    ['median', 0.5],
    ['99 %', 0.99],
  ].map(([name, share]) => ({
    measured: `latency at ${messagesPerSecond} messages/s${what}, ${name}`,
    database: 'SQLite',
    unit: 'ms',
    ours: percentile(latencies, share),
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
function photographs(count) {
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

async function timed(work) {
  const begun = performance.now();
  return [await work(), performance.now() - begun];
}

function peakMegabytes({ pid }) {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1000;
}
