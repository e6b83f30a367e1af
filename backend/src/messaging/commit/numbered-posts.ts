import type { MysqlLine } from '../../database/mysql-line.js';
import type { RoomCounters } from '../../rooms/room-counters.js';
import { arePlain, type Committed, draftPosts, roomsOf } from './draft-posts.js';
import { numberedInsertion } from './insert-messages.js';
import type { MessageChange } from './message-change.js';
import { PlainPosts } from './plain-posts.js';

/**
 * On MySQL and MariaDB, which other nodes may write to: the messages take their numbers in the database itself, so
 * that everything goes there in one packet, and a room is locked for no way back and forth. In the transactions of two nodes that
 * write in one room, these ways were what the other one waited for.
 */
export class NumberedPosts extends PlainPosts {
  constructor(
    private readonly counters: RoomCounters,
    private readonly line: MysqlLine,
  ) {
    super();
  }

  async store(changes: readonly MessageChange[]): Promise<Committed | undefined> {
    if (!arePlain(changes)) return undefined;
    const atLeast = new Map(roomsOf(changes).map((id) => [id, this.counters.remembered(id) ?? { seq: 0, rev: 0 }]));
    const { rows, drafts } = draftPosts(changes, atLeast, new Date());
    // Perhaps it answers a message that is there, and this node has not heard of yet.
    if (rows.some((outcome) => 'error' in outcome)) return undefined;
    const taken = await this.line.run(
      [
        ...drafts.flatMap(({ roomId, posted }, place) => this.counters.taking(roomId, posted.length, place)),
        numberedInsertion(drafts),
      ],
      this.counters.taken(drafts.length),
    );
    if (!taken) return undefined;
    drafts.forEach((draft, place) => {
      draft.renumber(this.counters.of(taken, place));
    });
    return { rows, drafts };
  }

  onApplicationShutdown(): Promise<void> {
    return this.line.close();
  }
}
