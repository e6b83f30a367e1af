const first = 1_000;
const longest = 30_000;

/**
 * Milliseconds to wait before attempt number `attempt` (from 0). Doubles up to half a minute; half of it is random, so that
 * a thousand clients that lost their server together do not come back together.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longest, first * 2 ** attempt);
  return (ceiling + random() * ceiling) / 2;
}
