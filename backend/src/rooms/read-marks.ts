import type { User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { GroupCommit } from '../database/group-commit.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { Memberships, type ReadMark } from './memberships.js';
import { RoomCounters } from './room-counters.js';
import type { RoomRecord } from './room-record.js';

interface Mark extends ReadMark {
  readonly slug: string;
}

/** How far people have read. Marks that come while others are written are written together. */
@Injectable()
export class ReadMarks {
  private readonly queue: GroupCommit<Mark, void>;

  constructor(
    private readonly memberships: Memberships,
    private readonly counters: RoomCounters,
    private readonly limiter: RateLimiter,
    bus: Bus,
  ) {
    this.queue = new GroupCommit(async (marks) => {
      for (const mark of await memberships.markRead(newestOfEach(marks))) bus.publish('room.read', mark);
      return marks.map(() => ({ value: undefined }));
    });
  }

  /**
   * Resolves when it is stored; the others are told of what is news. What is beyond the newest message counts as the newest.
   * Throws `rate_limited`.
   */
  async mark(user: User, room: RoomRecord, seq: number): Promise<void> {
    await this.limiter.consume('read', user.id);
    const [newest, known] = await Promise.all([this.counters.read(room.id), this.memberships.find(room.id, user.id)]);
    const mark = { roomId: room.id, slug: room.slug, userId: user.id, seq: Math.min(seq, newest.seq) };
    if (known && mark.seq > known.readSeq) await this.queue.add(mark);
  }

  /** Resolves when nothing waits any more. */
  settled(): Promise<void> {
    return this.queue.settled();
  }
}

function newestOfEach(marks: readonly Mark[]): Mark[] {
  const newest = new Map<string, Mark>();
  for (const mark of marks) {
    const key = `${mark.roomId}/${mark.userId}`;
    if (mark.seq > (newest.get(key)?.seq ?? -1)) newest.set(key, mark);
  }
  return [...newest.values()];
}
