import type { User } from '@chat-room/protocol';
import { type Attendance, attendanceUntil } from './attendance.js';

interface Present {
  user: User;
  connections: number;
  /** Runs while the person has no connection left. */
  grace?: NodeJS.Timeout | undefined;
}

interface Movement {
  joined: User[];
  left: User[];
  onlineCount: number;
}

/**
 * Who came and went within this many milliseconds is told of together: one for each person in the room, since each has to be told.
 * So a room that fills at once is not busy with telling of it.
 */
const gathering = { shortest: 50, longest: 1000 };

/** Who is in one room. */
export class RoomAttendance {
  private readonly present = new Map<string, Present>();
  private readonly joined = new Map<string, User>();
  private readonly left = new Map<string, User>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly graceMs: number,
    private readonly moved: (movement: Movement) => void,
  ) {}

  get count(): number {
    return this.present.size;
  }

  people(): User[] {
    return Array.from(this.present.values(), ({ user }) => user);
  }

  arrive(user: User): Attendance {
    const known = this.present.get(user.id);
    clearTimeout(known?.grace);
    this.present.set(user.id, { user, connections: (known?.connections ?? 0) + 1 });
    if (!known) this.note(user, this.joined, this.left);
    return attendanceUntil({ leave: () => this.leave(user.id), leaveAtOnce: () => this.leaveAtOnce(user.id) });
  }

  has(userId: string): boolean {
    return this.present.has(userId);
  }

  update(user: User): void {
    const known = this.present.get(user.id);
    if (known) known.user = user;
  }

  close(): void {
    clearTimeout(this.timer);
    for (const { grace } of this.present.values()) clearTimeout(grace);
  }

  private leave(userId: string): void {
    const known = this.present.get(userId);
    if (!known || --known.connections > 0) return;
    known.grace = setTimeout(() => this.gone(userId), this.graceMs);
  }

  private leaveAtOnce(userId: string): void {
    const known = this.present.get(userId);
    if (known && --known.connections === 0) this.gone(userId);
  }

  private gone(userId: string): void {
    const known = this.present.get(userId);
    if (!known) return;
    this.present.delete(userId);
    this.note(known.user, this.left, this.joined);
  }

  /** Who went and came back before anybody was told has not moved. */
  private note(user: User, moved: Map<string, User>, undone: Map<string, User>): void {
    if (!undone.delete(user.id)) moved.set(user.id, user);
    this.timer ??= setTimeout(() => this.tell(), Math.min(Math.max(gathering.shortest, this.count), gathering.longest));
  }

  private tell(): void {
    this.timer = undefined;
    const movement = { joined: [...this.joined.values()], left: [...this.left.values()], onlineCount: this.count };
    this.joined.clear();
    this.left.clear();
    if (movement.joined.length + movement.left.length > 0 || this.count === 0) this.moved(movement);
  }
}
