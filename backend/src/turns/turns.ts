import { ChatError } from '../errors/chat-error.js';

/** Lets a bounded number of tasks run at a time, first come first served. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** `most` run at a time; when `mostWaiting` wait besides, one more is refused with `unavailable`. */
  constructor(
    private readonly most: number,
    private readonly mostWaiting = Number.POSITIVE_INFINITY,
  ) {}

  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    await this.turn();
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private async turn(): Promise<void> {
    if (this.running < this.most) {
      this.running++;
      return;
    }
    if (this.waiting.length >= this.mostWaiting) throw new ChatError('unavailable', { retryAfter: 5 });
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
