import { describe, expect, it } from '@jest/globals';
import { backoff } from './backoff.js';

const longest = (attempt: number) => backoff(attempt, () => 1);

describe('back-off', () => {
  it('is short while a server may be restarting, and grows up to half a minute when it stays away', () => {
    expect([0, 1, 2, 3, 4, 14].map(longest)).toEqual([500, 1_000, 2_000, 3_000, 3_000, 3_000]);
    expect([15, 16, 17, 18, 19, 2_000].map(longest)).toEqual([6_000, 12_000, 24_000, 30_000, 30_000, 30_000]);
  });

  it('never tries again at once, however the dice fall', () => {
    expect(backoff(0, () => 0)).toBe(100);
    expect(backoff(10, () => 0)).toBe(600);
    expect(backoff(20, () => 0)).toBe(6_000);
  });

  it('spreads clients over the rest', () => {
    const delays = new Set(Array.from({ length: 100 }, () => backoff(3)));
    expect(delays.size).toBeGreaterThan(90);
    for (const delay of delays) {
      expect(delay).toBeGreaterThanOrEqual(600);
      expect(delay).toBeLessThanOrEqual(3_000);
    }
  });
});
