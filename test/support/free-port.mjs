import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Below the range from which systems give outgoing connections theirs: one of those may have a port the moment after it was free. */
const lowest = 10_000;
const highest = 32_000;

/** A port on loopback that nobody listens on, and that nobody else in this run is given: it may be a while until its server listens. */
export async function freePort() {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if ((await isFree(port)) && claim(port)) return port;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Whether the port was still to be had. */
function claim(port) {
  const run = process.env.CHAT_TEST_RUN;
  if (run === undefined) return true;
  try {
    writeFileSync(join(run, 'ports', String(port)), '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}
