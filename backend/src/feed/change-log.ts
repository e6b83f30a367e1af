import { Injectable } from '@nestjs/common';
import type { RoomChange } from '../bus/topics.js';
import { MessageReader } from '../messaging/message-reader.js';
import { MessageViews } from '../messaging/message-views.js';
import { RoomCounters } from '../rooms/room-counters.js';
import { RoomsService } from '../rooms/rooms.service.js';

/** The changes of rooms as the database has them, in the form in which they are told. */
@Injectable()
export class ChangeLog {
  constructor(
    private readonly rooms: RoomsService,
    private readonly counters: RoomCounters,
    private readonly reader: MessageReader,
    private readonly views: MessageViews,
  ) {}

  /** The changes after `rev`, at most `limit` of them; `undefined` for a room that is not there. */
  async since(roomId: number, rev: number, limit: number): Promise<RoomChange | undefined> {
    // Counters first: whatever is committed between the two reads is in the rows besides, and told again later.
    const { seq, rev: newest } = await this.counters.read(roomId);
    const rows = await this.reader.changedSince(roomId, rev, limit);
    const last = rows.at(-1);
    const reached = rows.length === limit && last ? last.rev : Math.max(newest, last?.rev ?? 0);
    return this.change(roomId, rev, reached, seq, rows);
  }

  /** The last changes, at most `limit`. */
  async last(roomId: number, limit: number): Promise<RoomChange | undefined> {
    const { seq, rev } = await this.counters.read(roomId);
    const rows = await this.reader.lastChanged(roomId, limit);
    const prev = rows.length === limit && rows[0] ? rows[0].rev - 1 : 0;
    return this.change(roomId, prev, Math.max(rev, rows.at(-1)?.rev ?? 0), seq, rows);
  }

  private async change(
    roomId: number,
    prev: number,
    rev: number,
    seq: number,
    rows: Awaited<ReturnType<MessageReader['changedSince']>>,
  ): Promise<RoomChange | undefined> {
    const room = await this.rooms.byId(roomId);
    if (!room) return undefined;
    const { slug, kind, memberIds } = room;
    const newest = rows.reduce((highest, row) => Math.max(highest, row.seq), seq);
    return {
      ...(await this.views.of(rows)),
      roomId,
      slug,
      kind,
      prev,
      rev,
      seq: newest,
      ...(memberIds && { memberIds: [...memberIds] }),
    };
  }
}
