import { ChatClientError } from './client-error.js';

const queues = new Map<string, Promise<unknown>>();

export function lockManager(): LockManager | undefined {
  return globalThis.navigator?.locks;
}

/** Where there are no Web Locks (Node, plain HTTP) only this process is kept in order. */
function queueHere<T>(name: string, task: () => Promise<T>): Promise<T> {
  const turn = (queues.get(name) ?? Promise.resolve()).then(task, task);
  const settled = turn.catch(() => undefined).finally(() => queues.get(name) === settled && queues.delete(name));
  queues.set(name, settled);
  return turn;
}

/** Runs `task` while no other tab runs one under the same name. Gives up with `timeout` after `patience` milliseconds. */
export async function withLock<T>(name: string, task: () => Promise<T>, patience = 40_000): Promise<T> {
  const locks = lockManager();
  if (!locks) return queueHere(name, task);
  let started = false;
  try {
    return await locks.request(name, { signal: AbortSignal.timeout(patience) }, () => {
      started = true;
      return task();
    });
  } catch (error) {
    if (started) throw error;
    if (error instanceof DOMException && error.name === 'TimeoutError') throw new ChatClientError('timeout');
    // Web Locks refused outright (opaque origin, storage blocked): then no other tab shares anything with this one.
    return queueHere(name, task);
  }
}

/** Holds a lock until `signal` or the end of this page, so that `whenReleased` elsewhere can tell. */
export function holdUntil(signal: AbortSignal, name: string): void {
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });
  void lockManager()
    ?.request(name, () => ended)
    .catch(() => undefined);
}

/** Calls back when whoever held the lock is gone; at once where nobody can tell. */
export function whenReleased(signal: AbortSignal, name: string, then: () => void): void {
  const locks = lockManager();
  if (locks) void locks.request(name, { signal }, then).catch(() => signal.aborted || then());
  else then();
}
