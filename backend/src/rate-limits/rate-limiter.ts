import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';
import { meetingPlaceOf } from '../redis/meeting-place.js';
import { openRedis } from '../redis/open-redis.js';
import { type LimitedAction, rateLimits } from './rate-limits.js';

type Limiter = RateLimiterMemory | RateLimiterRedis;

/**
 * Refuses who does something too often; with Redis, on all nodes together, and while Redis is away, on each of them. With
 * `CHAT_RATE_LIMITS=off` nobody is refused.
 */
@Injectable()
export class RateLimiter implements OnApplicationShutdown {
  private readonly limiters = new Map<LimitedAction, Limiter>();
  private readonly redis: Redis | undefined;

  constructor(config: Config) {
    if (!config.rateLimits) return;
    const place = meetingPlaceOf(config);
    this.redis = place && openRedis(place.url, 'rate-limits');
    for (const action of Object.keys(rateLimits) as LimitedAction[]) {
      this.limiters.set(action, limiterOf(action, place?.prefix ?? '', this.redis));
    }
  }

  /** Counts one attempt. Throws `rate_limited` with `retryAfter`. */
  async consume(action: LimitedAction, key: string): Promise<void> {
    try {
      await this.limiters.get(action)?.consume(key);
    } catch (refusal) {
      throw refused(refusal);
    }
  }

  /** Throws as `consume` does when the key is used up, without counting. */
  async check(action: LimitedAction, key: string): Promise<void> {
    const state = await this.limiters.get(action)?.get(key);
    if (state && state.consumedPoints >= rateLimits[action].points) throw refused(state);
  }

  /** Forgets what was counted for a key. */
  async reset(action: LimitedAction, key: string): Promise<void> {
    await this.limiters.get(action)?.delete(key);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}

function limiterOf(action: LimitedAction, prefix: string, redis: Redis | undefined): Limiter {
  const { points, duration } = rateLimits[action];
  const alone = new RateLimiterMemory({ keyPrefix: action, points, duration });
  if (!redis) return alone;
  return new RateLimiterRedis({
    keyPrefix: `${prefix}limit:${action}`,
    points,
    duration,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: alone,
    // A flood costs Redis nothing once it is refused.
    inMemoryBlockOnConsumed: points + 1,
  });
}

function refused(refusal: unknown): unknown {
  if (!(refusal instanceof RateLimiterRes)) return refusal;
  return new ChatError('rate_limited', { retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
}
