import type { INestApplication } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { LegacyServer } from './transport/legacy-server.js';

/** Milliseconds that a write to a client, or a file from it, may stand still. */
const stallTimeout = 60_000;
/** Bytes that may wait for a client that does not read. */
const maxUnsentBytes = 2_000_000;

/** Opens the listeners for old clients. Throws the error of one that can't be opened. */
export async function attachLegacy(app: INestApplication, { legacy, maxMessageChars }: Config): Promise<void> {
  if (legacy.listeners.length === 0) return;
  const strategy = new LegacyServer({
    listeners: legacy.listeners,
    // A character has at most 4 bytes; the newline at the end is none of the message's.
    strings: { name: 128, password: 1024, content: maxMessageChars * 4 + 1, path: 4096 },
    loginTimeout: legacy.loginMs,
    stallTimeout,
    connectionsPerAddress: legacy.connectionsPerAddress,
    maxUnsentBytes,
  });
  const microservice = app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  await microservice.listen();
}
