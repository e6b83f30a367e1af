const first = 500;
/** What a restart takes is tried again within seconds: attempts this close together, for about half a minute. */
const short = 3_000;
const shortAttempts = 14;
const longest = 30_000;

/**
 * Milliseconds to wait before attempt number `attempt` (from 0): at most 3 seconds at first, then ever longer, up to half a minute.
 * Most of it is random, so that a thousand clients that lost their server together do not come back together.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(first * 2 ** attempt, short * 2 ** Math.max(0, attempt - shortAttempts), longest);
  return ceiling * (0.2 + 0.8 * random());
}
