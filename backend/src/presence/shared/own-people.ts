import type { User } from '@chat-room/protocol';
import type { Move, Stay } from '../../bus/topics.js';
import type { RoomRecord } from '../../rooms/room-record.js';
import { type Attendance, attendanceUntil } from '../attendance.js';

/** Who is in which room by connections to this node, and what the other nodes have to be told of it. */
export class OwnPeople {
  private readonly rooms = new Map<number, Map<string, { stay: Stay; connections: number }>>();
  private moves: Move[] = [];

  /** `moved` is called with every move. */
  constructor(private readonly moved: () => void) {}

  arrive({ id: roomId, slug }: Pick<RoomRecord, 'id' | 'slug'>, user: User): Attendance {
    const people = this.rooms.get(roomId) ?? new Map<string, { stay: Stay; connections: number }>();
    this.rooms.set(roomId, people);
    const stay = { roomId, slug, user };
    const connections = people.get(user.id)?.connections ?? 0;
    people.set(user.id, { stay, connections: connections + 1 });
    if (connections === 0) this.note({ how: 'arrived', stay });
    return attendanceUntil({
      leave: () => this.leave(roomId, user.id, 'left'),
      leaveAtOnce: () => this.leave(roomId, user.id, 'left_at_once'),
    });
  }

  update(user: User): void {
    for (const people of this.rooms.values()) {
      const known = people.get(user.id);
      if (known) known.stay = { ...known.stay, user };
    }
  }

  roomIds(): number[] {
    return [...this.rooms.keys()];
  }

  stays(): Stay[] {
    return [...this.rooms.values()].flatMap((people) => Array.from(people.values(), ({ stay }) => stay));
  }

  /** The moves since the last time, in order. */
  takeMoves(): Move[] {
    const { moves } = this;
    this.moves = [];
    return moves;
  }

  private leave(roomId: number, userId: string, how: 'left' | 'left_at_once'): void {
    const people = this.rooms.get(roomId);
    const known = people?.get(userId);
    if (!people || !known || --known.connections > 0) return;
    people.delete(userId);
    if (people.size === 0) this.rooms.delete(roomId);
    this.note({ how, roomId, userId });
  }

  private note(move: Move): void {
    this.moves.push(move);
    this.moved();
  }
}
