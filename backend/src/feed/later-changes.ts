import { limits } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import type { RoomChange } from '../bus/topics.js';
import { BatchedLookup } from '../database/batched-lookup.js';
import { Rush } from '../database/rush.js';
import { ChangeLog } from './change-log.js';
import { pageAfter } from './page-after.js';

/** Changes of one read: at least a page for each whose place is within as many changes behind the lowest. */
const readAtOnce = 2 * limits.catchUpMax;

/**
 * Changes that are not in memory any more, a page of at most 500 for each who asks. Those who ask at the same time for places close
 * to one another, as clients do that were cut off together, share what is read.
 */
@Injectable()
export class LaterChanges {
  private readonly lookup = new BatchedLookup((places: string[]) => this.read(places), new Rush());

  constructor(private readonly log: ChangeLog) {}

  /** What a room changed after `since`; `undefined` for a room that is not there. */
  after(roomId: number, since: number): Promise<RoomChange | undefined> {
    return this.lookup.get(placeOf(roomId, since));
  }

  private async read(places: readonly string[]): Promise<Map<string, RoomChange>> {
    const rooms = new Map<number, number[]>();
    for (const place of places) {
      const [roomId = 0, since = 0] = place.split('/').map(Number);
      rooms.set(roomId, [...(rooms.get(roomId) ?? []), since]);
    }
    const found = await Promise.all(Array.from(rooms, ([roomId, sinces]) => this.readRoom(roomId, sinces)));
    return new Map(found.flat());
  }

  private async readRoom(roomId: number, sinces: readonly number[]): Promise<[string, RoomChange][]> {
    const found: [string, RoomChange][] = [];
    for (let waiting = sinces.toSorted((a, b) => a - b); waiting[0] !== undefined; ) {
      const limit = waiting.length === 1 ? limits.catchUpMax : readAtOnce;
      const changes = await this.log.since(roomId, waiting[0], limit);
      if (!changes) break;
      const isAll = changes.messages.length < limit;
      const beyond: number[] = [];
      for (const since of waiting) {
        const page = pageAfter(since, changes, isAll);
        if (page) found.push([placeOf(roomId, since), page]);
        else beyond.push(since);
      }
      waiting = beyond;
    }
    return found;
  }
}

function placeOf(roomId: number, since: number): string {
  return `${roomId}/${since}`;
}
