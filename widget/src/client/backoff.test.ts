import { describe, expect, it } from '@jest/globals';
import { backoff } from './backoff.js';

describe('back-off', () => {
  it('doubles from one second up to half a minute', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 40].map((attempt) => backoff(attempt, () => 1));
    expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('waits at least half of that, however the dice fall', () => {
    expect(backoff(0, () => 0)).toBe(500);
    expect(backoff(10, () => 0)).toBe(15_000);
  });

  it('spreads clients over the other half', () => {
    const delays = new Set(Array.from({ length: 100 }, () => backoff(3)));
    expect(delays.size).toBeGreaterThan(90);
    for (const delay of delays) {
      expect(delay).toBeGreaterThanOrEqual(4_000);
      expect(delay).toBeLessThanOrEqual(8_000);
    }
  });
});
