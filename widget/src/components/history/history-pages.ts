import type { Message } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import type { RoomStore } from '../../client/types.js';

/** What the view shows: newest first, a page at a time, of the whole history or of a search. */
export class HistoryPages {
  messages: readonly Message[] = [];
  state: 'loading' | 'ready' | 'failed' = 'loading';
  hasMore = false;
  private asked = 0;

  constructor(
    private readonly room: RoomStore,
    readonly query: string,
    private readonly changed: () => void,
  ) {}

  /** The next page; an answer that comes after a newer question is dropped. */
  async load(): Promise<void> {
    const asked = ++this.asked;
    this.state = 'loading';
    this.changed();
    const before = this.messages.at(-1)?.seq;
    try {
      const page = this.query
        ? await this.room.search(this.query, before)
        : (
            await this.room.history(before === undefined ? { limit: limits.page } : { before, limit: limits.page })
          ).toReversed();
      if (asked !== this.asked) return;
      this.messages = [...this.messages, ...page.filter(({ deletedAt }) => !deletedAt)];
      this.hasMore = page.length >= limits.page;
      this.state = 'ready';
    } catch {
      if (asked !== this.asked) return;
      this.state = 'failed';
    }
    this.changed();
  }
}
