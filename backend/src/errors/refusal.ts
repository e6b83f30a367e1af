import type { Logger } from '@nestjs/common';
import { isUnavailable } from '../database/unavailable.js';
import { ChatError } from './chat-error.js';

/** Seconds after which whoever was refused may try again. */
const retryAfter = 2;

/** What an outsider is told of whatever was thrown. What nobody foresaw goes into the log, and nothing of it gets out. */
export function refusalOf(thrown: unknown, logger: Logger): ChatError {
  if (thrown instanceof ChatError) return thrown;
  if (isUnavailable(thrown)) {
    logger.warn(`The database is away: ${thrown instanceof Error ? thrown.message : thrown}`);
    return new ChatError('unavailable', { retryAfter });
  }
  logger.error(thrown instanceof Error ? thrown.stack : String(thrown));
  return new ChatError('internal');
}
