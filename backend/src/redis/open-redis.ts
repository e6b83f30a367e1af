import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';

/** Milliseconds a command or an attempt to connect may take. */
const patience = 3000;
/** Milliseconds between two attempts to connect, at the most. */
const longestPause = 1000;

/**
 * A connection that comes back by itself, for ever. While it is away commands fail at once: nothing waits for Redis, since
 * everything works without it.
 */
export function openRedis(url: string, purpose: string): Redis {
  const logger = new Logger('Redis');
  const redis = new Redis(url, {
    connectionName: `chat-room-${purpose}`,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    commandTimeout: patience,
    connectTimeout: patience,
    retryStrategy: (attempt) => Math.min(100 * attempt, longestPause),
  });
  let lastError = '';
  redis.on('error', ({ message }: Error) => {
    // Each attempt fails alike; once is enough.
    if (message !== lastError) logger.warn(`The connection for ${purpose} is away: ${message}`);
    lastError = message;
  });
  redis.on('ready', () => {
    lastError = '';
  });
  return redis;
}
