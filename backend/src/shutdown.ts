import { setTimeout as sleep } from 'node:timers/promises';
import { type INestApplication, Logger } from '@nestjs/common';
import type { Config } from './config/config.js';
import { Readiness } from './health/readiness.js';

/** Milliseconds that clients have to move to other nodes, and requests to end. */
const deadline = 20_000;

/**
 * Ends the server when it is told to (SIGTERM, ^C): it is no longer ready, goes on serving for `CHAT_DRAIN_MS` so that load
 * balancers notice, and closes. What hooks are for, in their order: `onModuleDestroy` says goodbye and lets clients move to other
 * nodes, `beforeApplicationShutdown` finishes work, `onApplicationShutdown` closes connections. Told twice, it ends at once.
 */
export function closeOnSignal(app: INestApplication, { drainMs }: Config): void {
  const log = new Logger('Chat');
  let isClosing = false;
  const close = async (signal: NodeJS.Signals) => {
    if (isClosing) process.exit(1);
    isClosing = true;
    log.log(`${signal}: closing`);
    app.get(Readiness).drain();
    await sleep(drainMs);
    setTimeout(() => {
      log.warn('Requests that do not end are cut off.');
      process.exit(0);
    }, deadline).unref();
    await app.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, close);
}
