import { readFileSync } from 'node:fs';
import { makePeople } from './people.mjs';
import { photographs } from './photographs.mjs';
import { bareFileServer, chatServer, freshDatabase } from './servers.mjs';
import { median } from './statistics.mjs';
import { receiveBytes, sendBytes } from './transfer.mjs';

const tus = { 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream' };

/** Large files and many at once, beside bare streams; and what the chat feels of photographs that arrive. */
export async function files({ fileBytes, uploadsAtOnce, rounds, pacedSeconds }) {
  const databaseUrl = await freshDatabase('SQLite');
  const [person, ...others] = await makePeople(databaseUrl, 10);
  const limits = { CHAT_MAX_FILE_BYTES: String(fileBytes), CHAT_USER_QUOTA_BYTES: '0' };
  const sides = [chatSide(await chatServer(databaseUrl, limits), person.token), bareSide(await bareFileServer())];
  const rows = [
    ...(await transfers(sides, fileBytes, rounds)),
    await together(sides, uploadsAtOnce, rounds),
    ...(await photographs(sides, [person, ...others], rounds, pacedSeconds)),
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
    /** Resolves when its thumbnails are there. */
    uploadPicture: (size, body) =>
      sendPicture(`http://127.0.0.1:${server.port}/api/v1/files`, { ...headers, 'Upload-Length': String(size) }, body),
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
    uploadPicture: (_, body) =>
      sendPicture(`http://127.0.0.1:${server.port}/${names++ % 100}`, { 'Content-Type': 'image/jpeg' }, body),
  };
}

async function sendPicture(address, headers, body) {
  const answer = await fetch(address, { method: 'POST', headers, body, duplex: 'half' });
  if (!answer.ok) throw new Error(`A picture was answered with ${answer.status}.`);
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

async function timed(work) {
  const begun = performance.now();
  return [await work(), performance.now() - begun];
}

function peakMegabytes({ pid }) {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1000;
}
