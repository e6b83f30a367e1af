import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds without anybody after which a rush is over. */
const calm = 250;
/** So many are a rush, when they come at this rate or faster. */
const crowd = { keys: 10, perMillisecond: 0.05 };
/** Somebody else must come within so many milliseconds, or so many times the usual pause between two; else nobody is waited for any longer. */
const lull = { shortest: 10, pauses: 4 };
/** Milliseconds that are waited at the most. */
const longest = 1000;

/**
 * How long a lookup waits for company. Alone, not at all; in a rush, as after a restart, as long as more keep coming, up to half as
 * long as it has lasted. So the number of lookups grows with the logarithm of the rush, whoever comes early is answered early, and
 * when the last has come nobody waits.
 */
export class Rush {
  private began = 0;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private keys = 0;

  /** Resolves when it is time to look up what waits: `size` tells how much that is. */
  async gather(size: () => number): Promise<void> {
    const now = performance.now();
    if (now - this.lookedAt > calm) this.begin(now);
    const end = now + this.patience(now);
    const pause = Math.max(lull.shortest, (lull.pauses * (now - this.began)) / Math.max(1, this.keys));
    for (let before = 0, left = end - now; left > 0 && size() > before; left = end - performance.now()) {
      before = size();
      await sleep(Math.min(pause, left));
    }
    this.keys += size();
    this.lookedAt = performance.now();
  }

  private begin(now: number): void {
    this.began = now;
    this.keys = 0;
  }

  private patience(now: number): number {
    const lasted = now - this.began;
    const isRush = this.keys >= crowd.keys && this.keys / lasted >= crowd.perMillisecond;
    return isRush ? Math.min(longest, lasted / 2) : 0;
  }
}
