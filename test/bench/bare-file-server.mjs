// What uploads and downloads are measured beside: Node's streams from the socket to a file, made durable, and back. Prints its port.
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const directory = process.env.BARE_DIRECTORY;

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
  response.end();
});

server.listen(0, '127.0.0.1', () => console.log(`Listening on http://127.0.0.1:${server.address().port}`));
