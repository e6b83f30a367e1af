import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';

const block = randomBytes(65_536);

/** Sends so many bytes, unlike those of any other time; resolves when they are answered. */
export async function sendBytes({ port, method, path, headers = {} }, size) {
  const request = http.request({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { ...headers, 'Content-Length': size },
  });
  const answered = once(request, 'response');
  const first = Buffer.concat([randomBytes(16), block]).subarray(0, Math.min(size, block.length));
  for (
    let left = size, part = first;
    left > 0;
    left -= part.length, part = block.subarray(0, Math.min(left, block.length))
  ) {
    if (!request.write(part)) await once(request, 'drain');
  }
  request.end();
  const [response] = await answered;
  await ended(response);
  if (response.statusCode >= 300) throw new Error(`${method} ${path} was answered with ${response.statusCode}.`);
  return response;
}

/** Resolves with the number of bytes that came. */
export async function receiveBytes({ port, path, headers = {} }) {
  const request = http.get({ host: '127.0.0.1', port, path, headers });
  const [response] = await once(request, 'response');
  return ended(response);
}

async function ended(response) {
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  return bytes;
}
