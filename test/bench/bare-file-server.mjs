// What uploads and downloads are measured beside: Node's streams from the socket to a file, made durable, and back; pictures are made
// small by a process of low priority. Prints its port.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const directory = process.env.BARE_DIRECTORY;
let thumbnailer;

const server = createServer(async (request, response) => {
  const path = join(directory, request.url.slice(1));
  if (request.method === 'GET') {
    response.setHeader('Content-Length', (await stat(path)).size);
    await pipeline(createReadStream(path), response);
    return;
  }
  if (request.method === 'DELETE') {
    await rm(path);
    response.end();
    return;
  }
  await pipeline(request, createWriteStream(path));
  const file = await open(path);
  await file.sync();
  await file.close();
  if (request.headers['content-type'] === 'image/jpeg') await makeThumbnails(path);
  response.end();
});

async function makeThumbnails(path) {
  thumbnailer ??= startThumbnailer();
  thumbnailer.send(path);
  await once(thumbnailer, 'message');
}

function startThumbnailer() {
  const child = fork(join(import.meta.dirname, 'bare-thumbnailer.mjs'), { execArgv: [] });
  setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return child;
}

server.listen(0, '127.0.0.1', () => console.log(`Listening on http://127.0.0.1:${server.address().port}`));
