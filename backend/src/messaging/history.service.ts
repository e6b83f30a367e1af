import type { HistoryPage, HistoryQuery, SearchPage, SearchQuery, User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { Memberships } from '../rooms/memberships.js';
import { RoomCounters } from '../rooms/room-counters.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { MessageReader } from './message-reader.js';
import { MessageViews } from './message-views.js';
import { seenBy } from './reactors.js';
import { SearchIndex } from './search/search-index.js';

/** What was said in a room, as one reader sees it: nothing from before his own horizon. All throw `not_found`. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly rooms: RoomsService,
    private readonly memberships: Memberships,
    private readonly counters: RoomCounters,
    private readonly reader: MessageReader,
    private readonly views: MessageViews,
    private readonly index: SearchIndex,
    private readonly limiter: RateLimiter,
    private readonly bus: Bus,
  ) {}

  async page(user: User, slug: string, { before, after, limit }: HistoryQuery): Promise<HistoryPage> {
    const room = await this.rooms.readable(user, slug);
    const [horizon, { seq }] = await Promise.all([this.horizon(room.id, user.id), this.counters.read(room.id)]);
    const range = { before, after: Math.max(horizon, after ?? 0), limit };
    const rows = await (after === undefined ? this.reader.lastOf(room.id, range) : this.reader.firstOf(room.id, range));
    return { messages: seenBy(user.id, await this.views.of(rows)), seq };
  }

  /** Throws `rate_limited` besides. */
  async search(user: User, slug: string, { q, before, limit }: SearchQuery): Promise<SearchPage> {
    await this.limiter.consume('search', user.id);
    const room = await this.rooms.readable(user, slug);
    const after = await this.horizon(room.id, user.id);
    const range = { after, ...(before !== undefined && { before }) };
    const seqs = await this.index.find(room.id, q, range, limit);
    const rows = seqs.length === 0 ? [] : await this.reader.bySeqs(room.id, seqs);
    return { messages: seenBy(user.id, await this.views.of(rows)) };
  }

  /** For the asker alone: moves his horizon to the newest message, and tells his other devices. */
  async clear(user: User, slug: string): Promise<void> {
    const room = await this.rooms.readable(user, slug);
    const { seq } = await this.counters.read(room.id);
    await this.memberships.clear(room.id, user.id, seq);
    this.bus.publish('history.cleared', { roomId: room.id, slug, userId: user.id, seq });
  }

  private async horizon(roomId: number, userId: string): Promise<number> {
    return (await this.memberships.find(roomId, userId))?.clearedSeq ?? 0;
  }
}
