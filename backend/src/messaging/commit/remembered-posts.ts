import type { SqliteLine } from '../../database/sqlite-line.js';
import type { Counters, RoomCounters } from '../../rooms/room-counters.js';
import { arePlain, type Committed, draftPosts, roomsOf } from './draft-posts.js';
import { messageInsertion } from './insert-messages.js';
import type { MessageChange } from './message-change.js';
import { PlainPosts } from './plain-posts.js';

/**
 * On SQLite, which nobody else writes to: the counters are not read but remembered, and moved on only where they are what they are
 * thought to be. When anything is otherwise, nothing is stored, and the batch goes the long way.
 */
export class RememberedPosts extends PlainPosts {
  constructor(
    private readonly counters: RoomCounters,
    private readonly line: SqliteLine,
  ) {
    super();
  }

  async store(changes: readonly MessageChange[]): Promise<Committed | undefined> {
    if (!arePlain(changes)) return undefined;
    const counters = this.remembered(roomsOf(changes));
    if (!counters) return undefined;
    const { rows, drafts } = draftPosts(changes, counters, new Date());
    if (drafts.length === 0) return undefined;
    const isStored = await this.line.run([
      ...drafts.map(({ roomId, before, after }) => this.counters.advancement(roomId, before, after)),
      messageInsertion(drafts.flatMap(({ posted }) => posted)),
    ]);
    if (isStored) return { rows, drafts };
    for (const { roomId } of drafts) this.counters.forget(roomId);
    return undefined;
  }

  onApplicationShutdown(): Promise<void> {
    return this.line.close();
  }

  /** `undefined` where the counters of one are not known. */
  private remembered(roomIds: readonly number[]): Map<number, Counters> | undefined {
    const all = new Map<number, Counters>();
    for (const roomId of roomIds) {
      const counters = this.counters.remembered(roomId);
      if (!counters) return undefined;
      all.set(roomId, counters);
    }
    return all;
  }
}
