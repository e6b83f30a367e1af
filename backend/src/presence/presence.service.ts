import type { User } from '@chat-room/protocol';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { Config } from '../config/config.js';
import type { RoomRecord } from '../rooms/room-record.js';
import type { Attendance } from './attendance.js';
import { mostNamed } from './mostly-counted.js';
import { RoomAttendance } from './room-attendance.js';

/** Who is in which room. One person with three tabs is one person, and a reload is no news. */
@Injectable()
export class PresenceService implements OnApplicationShutdown {
  private readonly rooms = new Map<number, RoomAttendance>();

  constructor(
    private readonly config: Config,
    protected readonly bus: Bus,
  ) {
    bus.subscribe('user.changed', ({ user }) => {
      for (const room of this.rooms.values()) room.update(user);
    });
  }

  /** One connection of somebody is in a room. */
  arrive({ id, slug }: Pick<RoomRecord, 'id' | 'slug'>, user: User): Attendance {
    const room = this.rooms.get(id) ?? this.open(id, slug);
    return room.arrive(user);
  }

  /** At most 200 people; `count` counts all. */
  online(roomId: number): { users: User[]; count: number } {
    const everybody = this.everybodyOnline(roomId);
    return { users: everybody.slice(0, mostNamed), count: everybody.length };
  }

  everybodyOnline(roomId: number): User[] {
    return this.rooms.get(roomId)?.people() ?? [];
  }

  countOnline(roomId: number): number {
    return this.rooms.get(roomId)?.count ?? 0;
  }

  /** Rooms that somebody is in by a connection to this node. */
  roomsHere(): number[] {
    return [...this.rooms.keys()];
  }

  /** Rooms a person is in. */
  roomsOf(userId: string): number[] {
    return [...this.rooms].flatMap(([roomId, room]) => (room.has(userId) ? [roomId] : []));
  }

  onApplicationShutdown(): void {
    for (const room of this.rooms.values()) room.close();
  }

  private open(roomId: number, slug: string): RoomAttendance {
    const room = new RoomAttendance(this.config.leaveGraceMs, ({ joined, left, onlineCount }) => {
      if (joined.length + left.length > 0) {
        this.bus.publish('presence.changed', { roomId, slug, joined, left, onlineCount });
      }
      if (onlineCount === 0) this.rooms.delete(roomId);
    });
    this.rooms.set(roomId, room);
    return room;
  }
}
