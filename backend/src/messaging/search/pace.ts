import { setTimeout as sleep } from 'node:timers/promises';

/** Share of time the event loop works, above which the process counts as busy. */
const busy = 0.5;

/** Milliseconds between two steps of background work. */
const rests = { whenIdle: 20, whenBusy: 400 };

/** Keeps background work off the path of messages: the busier the process, the longer it rests. */
export class Pace {
  private last = performance.eventLoopUtilization();

  /** Ends early when `signal` is aborted. */
  async rest(signal: AbortSignal): Promise<void> {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.last);
    this.last = now;
    const milliseconds = utilization > busy ? rests.whenBusy : rests.whenIdle;
    await sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
