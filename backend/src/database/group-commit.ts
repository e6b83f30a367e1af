import { ChatError } from '../errors/chat-error.js';

/** What became of one item of a batch. */
export type Outcome<Result> = { value: Result } | { error: unknown };

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface GroupCommitOptions {
  /** Items of one batch at the most. */
  batch?: number;
  /** Items that may wait; one more is refused with `unavailable`. */
  waiting?: number;
}

/**
 * Group commit: while one batch is being written, what arrives waits, and goes together in the next. No timer, no added
 * latency when idle, and one flush to disk for many items under load. Batches never overlap, so items keep their order.
 */
export class GroupCommit<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private running: Promise<void> | undefined;
  private readonly mostInBatch: number;
  private readonly mostWaiting: number;

  /** `write` answers with one outcome an item, in order; a throw fails the whole batch. */
  constructor(
    private readonly write: (items: Item[]) => Promise<Outcome<Result>[]>,
    { batch = 500, waiting = 20_000 }: GroupCommitOptions = {},
  ) {
    this.mostInBatch = batch;
    this.mostWaiting = waiting;
  }

  /** How many items wait for their batch. */
  get length(): number {
    return this.waiting.length;
  }

  add(item: Item): Promise<Result> {
    if (this.waiting.length >= this.mostWaiting) return Promise.reject(new ChatError('unavailable', { retryAfter: 2 }));
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Resolves when nothing waits and nothing is being written. */
  async settled(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    // What else arrives in this turn of the event loop goes along.
    await new Promise(setImmediate);
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.mostInBatch);
      try {
        const outcomes = await this.write(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, index) => {
          const outcome = outcomes[index];
          if (outcome && 'value' in outcome) resolve(outcome.value);
          else reject(outcome?.error);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.running = undefined;
  }
}
