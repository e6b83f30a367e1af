import type { DeleteMessage, EditMessage, Message, ReactToMessage, SendMessage } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor.js';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import type { RoomRecord } from '../rooms/room-record.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { CommitQueue } from './commit/commit-queue.js';
import { placeOf } from './message-id.js';
import { assertLength, isBlank, storedText } from './message-text.js';
import { nothingToReplyTo } from './nothing-to-reply-to.js';

/** Posting and changing messages, the same for every transport. Every call resolves once the change is durable. */
@Injectable()
export class MessagingService {
  constructor(
    private readonly config: Config,
    private readonly rooms: RoomsService,
    private readonly queue: CommitQueue,
    private readonly limiter: RateLimiter,
  ) {}

  /** The same `clientId` again yields the same message. Throws `not_found`, `forbidden`, `invalid`, `rate_limited`, `unavailable`. */
  async send(actor: Actor, input: SendMessage): Promise<Message> {
    await this.limiter.consume('message', actor.user.id);
    const room = await this.rooms.writable(actor.user, input.room);
    const fileIds = [...new Set(input.files)];
    const text = this.acceptable(input.text ?? '', fileIds.length > 0);
    const replyToSeq = input.replyTo === undefined ? null : repliedTo(room, input.replyTo);
    const clientId = input.clientId.toLowerCase();
    return this.queue.add({ type: 'post', room, actor: actor.user, clientId, text, fileIds, replyToSeq });
  }

  /** Throws `not_found`, `forbidden`, `invalid`, `rate_limited`, `unavailable`. */
  async edit(actor: Actor, { messageId, text }: EditMessage): Promise<Message> {
    const { room, seq } = await this.locate(actor, messageId);
    return this.queue.add({ type: 'edit', room, actor: actor.user, seq, text: this.acceptable(text, true) });
  }

  /** Throws `not_found`, `forbidden`, `rate_limited`, `unavailable`. */
  async delete(actor: Actor, { messageId }: DeleteMessage): Promise<Message> {
    const { room, seq } = await this.locate(actor, messageId);
    const mayModerate = await this.rooms.may(actor.user, 'moderate', room);
    return this.queue.add({ type: 'delete', room, actor: actor.user, seq, mayModerate });
  }

  /** Throws `not_found`, `forbidden`, `conflict`, `rate_limited`, `unavailable`. */
  async react(actor: Actor, { messageId, emoji, on }: ReactToMessage): Promise<Message> {
    const { room, seq } = await this.locate(actor, messageId);
    return this.queue.add({ type: 'react', room, actor: actor.user, seq, emoji, on });
  }

  /** A message of a room one may not read is not there. */
  private async locate(actor: Actor, id: string): Promise<{ room: RoomRecord; seq: number }> {
    await this.limiter.consume('message', actor.user.id);
    const place = placeOf(id);
    const room = place && (await this.rooms.byId(place.roomId));
    if (!room || !(await this.rooms.may(actor.user, 'read', room))) {
      throw new ChatError('not_found', { message: 'There is no such message.' });
    }
    if (!(await this.rooms.may(actor.user, 'write', room))) throw new ChatError('forbidden');
    return { room, seq: place.seq };
  }

  /** Blank text becomes empty, which only a message with files may be. */
  private acceptable(input: string, mayBeEmpty: boolean): string {
    const text = storedText(input);
    assertLength(text, this.config.maxMessageChars);
    if (!isBlank(text)) return text;
    if (!mayBeEmpty)
      throw new ChatError('invalid', { message: 'An empty message says nothing.', fields: { text: 'required' } });
    return '';
  }
}

/** Whether it is there is seen when the reply is written: asking before would let what is sent after it overtake it. */
function repliedTo(room: RoomRecord, id: string): number {
  const place = placeOf(id);
  if (place?.roomId !== room.id) throw nothingToReplyTo();
  return place.seq;
}
