import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two looks at the kernel's queues. */
const interval = 10;
/** Milliseconds a system that does not tell gets to send what it was given. */
const guess = 100;

/** Bytes not sent or not acknowledged, by the ports of both ends. */
type SendQueues = Map<string, number>;

let running: Promise<SendQueues> | undefined;
let following: Promise<SendQueues> | undefined;

/**
 * Resolves when the kernel has sent all it was given for a socket and the other side has acknowledged it, or when the socket is
 * gone. A write that Node calls flushed is only with the kernel, which joins it with what comes after and cuts both anew.
 * Linux tells what it holds; other systems get a moment.
 */
export async function emptySendQueue(socket: Socket): Promise<void> {
  if (process.platform !== 'linux') return pause(guess);
  const key = `${hexPort(socket.localPort)}:${hexPort(socket.remotePort)}`;
  while (!socket.destroyed) {
    const queues = await freshQueues();
    if (!queues.has(key)) return pause(guess);
    if (queues.get(key) === 0) return;
    await pause(interval);
  }
}

/** Queues as they are now or later, never as they were; however many ask at once, one look at a time. */
function freshQueues(): Promise<SendQueues> {
  if (!running) {
    running = readQueues().finally(() => {
      running = undefined;
    });
    return running;
  }
  following ??= running.then(() => {
    following = undefined;
    return freshQueues();
  });
  return following;
}

async function readQueues(): Promise<SendQueues> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'latin1').catch(() => '')),
  );
  const queues: SendQueues = new Map();
  // sl  local_address rem_address   st tx_queue:rx_queue …
  for (const [, local, remote, bytes] of tables
    .join('\n')
    .matchAll(/^ *\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]{2} ([0-9A-F]{8}):/gm)) {
    const key = `${local}:${remote}`;
    // Two clients on two machines may share a port: both wait for both.
    queues.set(key, (queues.get(key) ?? 0) + Number.parseInt(bytes ?? '', 16));
  }
  return queues;
}

function hexPort(port: number | undefined): string {
  return (port ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
