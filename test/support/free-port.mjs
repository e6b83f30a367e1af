import { createServer } from 'node:net';

/** Below the range from which systems give outgoing connections theirs: one of those may have a port the moment after it was free. */
const lowest = 10_000;
const highest = 32_000;

/** A port on loopback that nobody listens on. */
export async function freePort() {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
