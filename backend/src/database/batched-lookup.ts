import type { Rush } from './rush.js';

/** Keys looked up by one query at the most. */
const mostKeys = 1000;

interface Waiting<Value> {
  resolve(value: Value | undefined): void;
  reject(error: unknown): void;
}

/**
 * Looks many things up with few queries: while one query is under way, whatever is asked for meanwhile waits and goes together
 * in the next. So a thousand people who come back at once cost a handful of queries, not a thousand, and one alone waits for nobody.
 * A lookup begins after the last of its askers has asked: what it finds is never older than a question.
 */
export class BatchedLookup<Key, Value> {
  private waiting = new Map<Key, Waiting<Value>[]>();
  private isRunning = false;

  /**
   * `load` gives what there is of the keys; one that is missing from its answer is `undefined` to whoever asked. With a `rush`
   * those who ask among very many others wait for them.
   */
  constructor(
    private readonly load: (keys: Key[]) => Promise<ReadonlyMap<Key, Value>>,
    private readonly rush?: Rush,
  ) {}

  get(key: Key): Promise<Value | undefined> {
    return new Promise((resolve, reject) => {
      const waiting = this.waiting.get(key) ?? [];
      waiting.push({ resolve, reject });
      this.waiting.set(key, waiting);
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    // What else is asked for in this turn of the event loop goes along.
    await Promise.resolve();
    while (this.waiting.size > 0) {
      await this.rush?.gather(() => this.waiting.size);
      const batch = [...this.waiting].slice(0, mostKeys);
      for (const [key] of batch) this.waiting.delete(key);
      try {
        const found = await this.load(batch.map(([key]) => key));
        for (const [key, waiting] of batch) for (const { resolve } of waiting) resolve(found.get(key));
      } catch (error) {
        for (const [, waiting] of batch) for (const { reject } of waiting) reject(error);
      }
    }
    this.isRunning = false;
  }
}
