import type { User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { GroupCommit } from '../database/group-commit.js';
import { Memberships } from './memberships.js';
import { RoomCounters } from './room-counters.js';
import type { RoomRecord } from './room-record.js';

interface Mark {
  roomId: number;
  userId: string;
  seq: number;
}

/** How far people have read. Marks that come while others are written are written together. */
@Injectable()
export class ReadMarks {
  private readonly queue: GroupCommit<Mark, void>;

  constructor(
    memberships: Memberships,
    private readonly counters: RoomCounters,
    private readonly bus: Bus,
  ) {
    this.queue = new GroupCommit(async (marks) => {
      await memberships.markRead(newestOfEach(marks));
      return marks.map(() => ({ value: undefined }));
    });
  }

  /** Resolves when it is stored; tells the others. What is beyond the newest message counts as the newest. */
  async mark(user: User, room: RoomRecord, seq: number): Promise<void> {
    const newest = await this.counters.read(room.id);
    const mark = { roomId: room.id, userId: user.id, seq: Math.min(seq, newest.seq) };
    await this.queue.add(mark);
    this.bus.publish('room.read', { ...mark, slug: room.slug });
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
