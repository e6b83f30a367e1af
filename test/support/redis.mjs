import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { freePort } from './free-port.mjs';
import { noteProcess } from './run-directory.mjs';

/** Starts a Redis of its own that keeps nothing on disk. */
export async function startRedis({ redisServer }, dir, port = undefined) {
  mkdirSync(dir, { recursive: true });
  const chosen = port ?? (await freePort());
  const child = spawn(
    redisServer,
    ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir],
    { stdio: 'ignore' },
  );
  noteProcess(child);
  for (const end = Date.now() + 30_000; !(await listens(chosen)); ) {
    if (child.exitCode !== null || Date.now() > end) throw new Error('Redis did not start.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { process: child, url: `redis://127.0.0.1:${chosen}`, port: chosen, dir };
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
