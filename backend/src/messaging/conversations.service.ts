import type { Conversation, User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { type Counters, RoomCounters } from '../rooms/room-counters.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { MessageReader } from './message-reader.js';
import { MessageViews } from './message-views.js';
import { seenBy } from './reactors.js';

/** Counted no further. */
const mostUnread = 100;

/** The list of somebody's conversations. */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly rooms: RoomsService,
    private readonly counters: RoomCounters,
    private readonly reader: MessageReader,
    private readonly views: MessageViews,
  ) {}

  /** Most recent first. A private conversation in which nothing was said yet is in nobody's list. */
  async of(user: User): Promise<Conversation[]> {
    const joined = await this.rooms.ofUser(user.id);
    const counters = await Promise.all(joined.map(({ room }) => this.counters.read(room.id)));
    const entries = joined
      .map((entry, index) => ({ ...entry, ...(counters[index] as Counters) }))
      .filter(({ room, seq, membership }) => room.kind === 'public' || seq > membership.clearedSeq);
    const [last, unread] = await Promise.all([
      this.reader.atPlaces(
        entries.flatMap(({ room, seq, membership }) => (seq > membership.clearedSeq ? [{ roomId: room.id, seq }] : [])),
      ),
      this.reader.countOfOthers(
        user.id,
        entries.flatMap(({ room, seq, membership }) => {
          const after = Math.max(membership.readSeq, membership.clearedSeq, seq - mostUnread);
          return seq > after ? [{ roomId: room.id, after }] : [];
        }),
      ),
    ]);
    const shown = seenBy(user.id, await this.views.of(last));
    const lastByRoom = new Map(shown.map((message) => [message.room, message]));
    const rooms = await Promise.all(entries.map(({ room }) => this.rooms.viewFor(user, room)));
    return entries
      .map(({ room, membership, seq, rev }, index) => {
        const lastMessage = lastByRoom.get(room.slug);
        return {
          room: rooms[index] as Conversation['room'],
          ...(lastMessage && { lastMessage }),
          seq,
          rev,
          readSeq: membership.readSeq,
          unread: Math.min(mostUnread, unread.get(room.id) ?? 0),
        };
      })
      .sort((a, b) => (b.lastMessage?.createdAt ?? '').localeCompare(a.lastMessage?.createdAt ?? ''));
  }
}
