import type { Stay, Topics } from '../../bus/topics.js';
import type { Attendance } from '../attendance.js';

/** Another node: who is in which room by way of it, as far as it has told. */
export class Peer {
  /** How often it has told of moves, all of which are known here; `undefined` before its first list. */
  private version: number | undefined;
  private readonly attendances = new Map<string, Attendance>();
  /** What has come of a list that is on its way. */
  private list: { version: number; parts: Stay[][] } = { version: 0, parts: [] };

  /** `arrive` counts somebody in. */
  constructor(private readonly arrive: (stay: Stay) => Attendance) {}

  /** Whether it has told `version` times of moves, and all of them are known. */
  isKnownUpTo(version: number): boolean {
    return this.version === version || (this.version === undefined && version === 0);
  }

  /** False when moves before these are missing. */
  move({ version, moves }: Topics['presence.moved']): boolean {
    if (this.version !== undefined && version <= this.version) return true;
    if (!this.isKnownUpTo(version - 1)) return false;
    this.version = version;
    for (const move of moves) {
      if (move.how === 'arrived') {
        this.add(move.stay);
        continue;
      }
      const key = keyOf(move.roomId, move.userId);
      const attendance = this.attendances.get(key);
      this.attendances.delete(key);
      if (move.how === 'left') attendance?.leave();
      else attendance?.leaveAtOnce();
    }
    return true;
  }

  /** Takes a part of its list; with the last one the list holds. */
  take({ version, part, parts, stays }: Topics['presence.listed']): void {
    if (this.version !== undefined && version <= this.version) return;
    if (part === 1 || this.list.version !== version) this.list = { version, parts: [] };
    this.list.parts[part - 1] = stays;
    if (this.list.parts.filter(Boolean).length < parts) return;
    this.replace(this.list.parts.flat());
    this.list = { version, parts: [] };
    this.version = version;
  }

  /** It is gone: its people have the grace period to come back by way of another. */
  leave(): void {
    for (const attendance of this.attendances.values()) attendance.leave();
    this.attendances.clear();
  }

  private replace(stays: readonly Stay[]): void {
    const here = new Set(stays.map(({ roomId, user }) => keyOf(roomId, user.id)));
    for (const [key, attendance] of this.attendances) {
      if (here.has(key)) continue;
      this.attendances.delete(key);
      attendance.leave();
    }
    for (const stay of stays) this.add(stay);
  }

  private add(stay: Stay): void {
    const key = keyOf(stay.roomId, stay.user.id);
    if (!this.attendances.has(key)) this.attendances.set(key, this.arrive(stay));
  }
}

function keyOf(roomId: number, userId: string): string {
  return `${roomId}/${userId}`;
}
