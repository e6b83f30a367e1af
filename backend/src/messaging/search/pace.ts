import { setTimeout as sleep } from 'node:timers/promises';

/** Share of time the event loop works, above which the process counts as busy. */
const busy = 0.5;

/** Milliseconds without a change after which nobody seems to be writing. */
const calm = 1000;

/** What is indexed in one transaction at the most, but for the terms of its last change. */
export interface Portion {
  readonly changes: number;
  readonly terms: number;
}

/**
 * A message that is written meanwhile waits on SQLite for the whole transaction, and on other databases for its share of the disk and
 * of this process: a large portion makes one in fifty messages late by 10 ms.
 */
const portions: { amongMessages: Portion; alone: Portion } = {
  amongMessages: { changes: 20, terms: 200 },
  alone: { changes: 100, terms: 1000 },
};

/** Milliseconds between two portions. */
const rests = { alone: 20, amongMessages: 50, whenBusy: 400 };

/** Keeps background work off the path of messages: while people write it goes in small steps, and rests between them. */
export class Pace {
  private last = performance.eventLoopUtilization();
  private changedAt = Number.NEGATIVE_INFINITY;

  /** Says that somebody has written. */
  noteChange(): void {
    this.changedAt = performance.now();
  }

  get portion(): Portion {
    return this.isCalm ? portions.alone : portions.amongMessages;
  }

  /** Ends early when `signal` is aborted. */
  async rest(signal: AbortSignal): Promise<void> {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.last);
    this.last = now;
    const amongOthers = utilization > busy ? rests.whenBusy : rests.amongMessages;
    await sleep(this.isCalm ? rests.alone : amongOthers, undefined, { signal, ref: false }).catch(() => undefined);
  }

  private get isCalm(): boolean {
    return performance.now() - this.changedAt > calm;
  }
}
