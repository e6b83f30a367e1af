import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';
import { type LimitedAction, rateLimits } from './rate-limits.js';

/** Refuses who does something too often. With `CHAT_RATE_LIMITS=off` nobody is refused. */
@Injectable()
export class RateLimiter {
  private readonly limiters: Map<LimitedAction, RateLimiterMemory>;
  private readonly enabled: boolean;

  constructor(config: Config) {
    this.enabled = config.rateLimits;
    this.limiters = new Map(
      (Object.keys(rateLimits) as LimitedAction[]).map((action) => [
        action,
        new RateLimiterMemory({ keyPrefix: action, ...rateLimits[action] }),
      ]),
    );
  }

  /** Counts one attempt. Throws `rate_limited` with `retryAfter`. */
  async consume(action: LimitedAction, key: string): Promise<void> {
    if (!this.enabled) return;
    try {
      await this.limiters.get(action)?.consume(key);
    } catch (refusal) {
      throw refused(refusal);
    }
  }

  /** Throws as `consume` does when the key is used up, without counting. */
  async check(action: LimitedAction, key: string): Promise<void> {
    if (!this.enabled) return;
    const state = await this.limiters.get(action)?.get(key);
    if (state && state.consumedPoints >= rateLimits[action].points) throw refused(state);
  }

  /** Forgets what was counted for a key. */
  async reset(action: LimitedAction, key: string): Promise<void> {
    await this.limiters.get(action)?.delete(key);
  }
}

function refused(refusal: unknown): unknown {
  if (!(refusal instanceof RateLimiterRes)) return refusal;
  return new ChatError('rate_limited', { retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
}
