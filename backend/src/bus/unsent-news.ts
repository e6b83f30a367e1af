import type { Topic } from './topics.js';

/** One publication as it travels. */
export interface SealedNews {
  readonly topic: Topic;
  readonly text: string;
}

/** Characters kept at the most; what is older is forgotten, and found in the database by whoever needs it. */
const capacity = 4_000_000;

/** What could not be told to other nodes, oldest first. */
export class UnsentNews {
  private waiting: SealedNews[] = [];
  private size = 0;

  keep(news: SealedNews): void {
    this.waiting.push(news);
    this.size += news.text.length;
    while (this.size > capacity) this.size -= this.waiting.shift()?.text.length ?? 0;
  }

  takeAll(): SealedNews[] {
    const { waiting } = this;
    this.waiting = [];
    this.size = 0;
    return waiting;
  }
}
