import { Injectable } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import type { RoomChange } from '../bus/topics.js';
import { RecentRoom } from './recent-room.js';

/** Characters of all that is kept, about 50 MB. */
const capacity = 50_000_000;

/** Milliseconds after which a room is read anew: the addresses of files in messages are signed, and expire (after six days and a half at the least). */
const longest = 3_600_000;

/** The last changes of rooms that are active, least recently used first. */
@Injectable()
export class RecentRooms {
  private readonly rooms = new Map<number, RecentRoom>();
  private size = 0;

  constructor(bus: Bus) {
    bus.subscribe('user.changed', ({ user }) => {
      for (const room of this.rooms.values()) room.updateUser(user);
    });
  }

  get(roomId: number): RecentRoom | undefined {
    const room = this.rooms.get(roomId);
    if (!room || Date.now() - room.readAt < longest) return room;
    this.forget(roomId);
    return undefined;
  }

  roomIds(): number[] {
    return [...this.rooms.keys()];
  }

  /** Takes in a live change. One that does not follow on what is known begins anew. */
  append(change: RoomChange): void {
    const known = this.rooms.get(change.roomId);
    if (known && change.prev > known.rev) this.forget(change.roomId);
    this.update(change, (room) => room.append(change));
  }

  /** Takes in the last changes as the database has them; live ones may have come before. */
  load(change: RoomChange): void {
    if (!this.rooms.has(change.roomId)) this.append(change);
    this.update(change, (room) => room.prepend(change));
  }

  forget(roomId: number): void {
    this.size -= this.rooms.get(roomId)?.size ?? 0;
    this.rooms.delete(roomId);
  }

  private update(change: RoomChange, work: (room: RecentRoom) => void): void {
    const { roomId } = change;
    const room = this.rooms.get(roomId) ?? new RecentRoom(change);
    const before = this.rooms.has(roomId) ? room.size : 0;
    work(room);
    this.size += room.size - before;
    this.rooms.delete(roomId);
    this.rooms.set(roomId, room);
    for (const oldest of this.rooms.keys()) {
      if (this.size <= capacity || oldest === roomId) break;
      this.forget(oldest);
    }
  }
}
