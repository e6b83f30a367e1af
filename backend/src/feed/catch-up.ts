import { limits } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { BatchedLookup } from '../database/batched-lookup.js';
import { MessageReader } from '../messaging/message-reader.js';
import { MessageViews } from '../messaging/message-views.js';
import type { SharedMessages } from '../messaging/reactors.js';
import { RoomCounters } from '../rooms/room-counters.js';
import { fittingIn } from './answer-size.js';
import { ChangeLog } from './change-log.js';
import { LaterChanges } from './later-changes.js';
import { keptChanges } from './recent-room.js';
import { RecentRooms } from './recent-rooms.js';

export interface CaughtUp extends SharedMessages {
  /** The room's newest message. */
  seq: number;
  /** What the reader knows everything up to now. */
  rev: number;
  /** Whether there is more: older messages, or further changes. */
  more: boolean;
}

type Newest = SharedMessages & { seq: number; rev: number };

/**
 * What somebody who joins a room has missed. Answered from memory for active rooms, and loaded once for all who ask at the same
 * time: a thousand clients that come back together cost what one does. A load that began before somebody asked is not for him:
 * it may lack what was told before he could hear it.
 */
@Injectable()
export class CatchUp {
  private readonly warming = new Map<number, Promise<void>>();
  private readonly newestPages = new BatchedLookup((roomIds: number[]) => this.readEach(roomIds));

  constructor(
    private readonly recent: RecentRooms,
    private readonly log: ChangeLog,
    private readonly later: LaterChanges,
    private readonly counters: RoomCounters,
    private readonly reader: MessageReader,
    private readonly views: MessageViews,
  ) {}

  /** The newest page of a room, without what is at or below `horizon`. */
  async newest(roomId: number, horizon: number): Promise<CaughtUp> {
    await this.warm(roomId);
    const room = this.recent.get(roomId);
    // Read together, so that no change falls between.
    const state = room && { seq: room.seq, rev: room.rev, page: room.newest(limits.page) };
    if (state?.page) return above(horizon, { ...state.page, seq: state.seq, rev: state.rev });
    return above(horizon, (await this.newestPages.get(roomId)) ?? { messages: [], seq: 0, rev: 0 });
  }

  /** Every change after `since`, at most 500, without messages at or below `horizon`. */
  async changes(roomId: number, since: number, horizon: number): Promise<CaughtUp> {
    await this.warm(roomId);
    const room = this.recent.get(roomId);
    const kept = room && since <= room.rev ? room.changesSince(since, limits.catchUpMax) : undefined;
    if (room && kept) return beyond(horizon, kept, room);
    const stored = await this.later.after(roomId, since);
    const { seq, rev } = await this.counters.read(roomId);
    if (!stored) return { messages: [], seq, rev, more: false };
    return beyond(horizon, stored, { seq: Math.max(seq, stored.seq), rev });
  }

  /** Loads the last changes of a room of which little is known. What is told meanwhile is kept besides. */
  private async warm(roomId: number): Promise<void> {
    if (this.recent.get(roomId)?.isWarm) return;
    const warming = this.warming.get(roomId) ?? this.loadLast(roomId).finally(() => this.warming.delete(roomId));
    this.warming.set(roomId, warming);
    await warming;
  }

  private async loadLast(roomId: number): Promise<void> {
    const last = await this.log.last(roomId, keptChanges);
    if (last) this.recent.load(last);
  }

  private async readEach(roomIds: readonly number[]): Promise<Map<number, Newest>> {
    return new Map(await Promise.all(roomIds.map(async (id) => [id, await this.readNewest(id)] as const)));
  }

  private async readNewest(roomId: number): Promise<Newest> {
    const { seq, rev } = await this.counters.read(roomId);
    const rows = await this.reader.lastOf(roomId, { after: 0, limit: limits.page });
    return { ...(await this.views.of(rows)), seq, rev };
  }
}

function above(horizon: number, page: SharedMessages & { seq: number; rev: number }): CaughtUp {
  const visible = page.messages.filter(({ seq }) => seq > horizon).reverse();
  const messages = visible.slice(0, fittingIn(visible)).reverse();
  const oldest = messages[0]?.seq ?? page.seq + 1;
  return { ...page, messages, more: oldest > horizon + 1 && messages.length > 0 };
}

function beyond(
  horizon: number,
  changes: SharedMessages & { rev: number },
  room: { seq: number; rev: number },
): CaughtUp {
  const visible = changes.messages.filter(({ seq }) => seq > horizon);
  const messages = visible.slice(0, fittingIn(visible));
  const last = messages.length < visible.length ? messages.at(-1) : undefined;
  const rev = last?.rev ?? changes.rev;
  return { ...changes, messages, seq: room.seq, rev, more: rev < room.rev };
}
