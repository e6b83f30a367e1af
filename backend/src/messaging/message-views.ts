import type { File, Message, Reaction, User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op } from 'sequelize';
import { FilesService } from '../files/files.service.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { UserDirectory } from '../users/user-directory.js';
import { MessageModel } from './message.model.js';
import { messageId } from './message-id.js';
import type { MessageRow } from './message-row.js';
import { quotedText } from './message-text.js';
import { ReactionModel } from './reaction.model.js';
import type { SharedMessages } from './reactors.js';

/** What rows refer to, looked up for many of them at once. */
interface Surroundings {
  slugs: ReadonlyMap<number, string>;
  people: ReadonlyMap<string, User>;
  files: ReadonlyMap<string, File[]>;
  quoted: ReadonlyMap<string, MessageRow>;
  reactors: Record<string, Record<string, string[]>>;
}

/** Makes the protocol's messages of stored rows. Rows with nothing but text cost no query, as long as their senders are known. */
@Injectable()
export class MessageViews {
  constructor(
    @InjectModel(MessageModel) private readonly messages: typeof MessageModel,
    @InjectModel(ReactionModel) private readonly reactions: typeof ReactionModel,
    private readonly files: FilesService,
    private readonly rooms: RoomsService,
    private readonly people: UserDirectory,
  ) {}

  /** In the order of the rows. */
  async of(rows: readonly MessageRow[]): Promise<SharedMessages> {
    const quoted = await this.quotedBy(rows);
    const [slugs, people, files, reactors] = await Promise.all([
      this.slugsOf(rows),
      this.people.getMany([...rows, ...quoted.values()].map(({ senderId }) => senderId)),
      this.files.ofMessages(rows.filter(({ fileCount }) => fileCount > 0)),
      this.reactorsOf(rows.filter(({ reactionCount }) => reactionCount > 0)),
    ]);
    const surroundings = { slugs, people, files, quoted, reactors };
    const messages = rows.map((row) => viewOf(row, surroundings));
    return Object.keys(reactors).length > 0 ? { messages, reactors } : { messages };
  }

  private async slugsOf(rows: readonly MessageRow[]): Promise<Map<number, string>> {
    const ids = [...new Set(rows.map(({ roomId }) => roomId))];
    const rooms = await Promise.all(ids.map((id) => this.rooms.byId(id)));
    return new Map(rooms.flatMap((room) => (room ? [[room.id, room.slug]] : [])));
  }

  private async quotedBy(rows: readonly MessageRow[]): Promise<Map<string, MessageRow>> {
    const places = rows.flatMap(({ roomId, replyToSeq }) => (replyToSeq === null ? [] : [{ roomId, seq: replyToSeq }]));
    if (places.length === 0) return new Map();
    const quoted = await this.messages.findAll({ where: { [Op.or]: places } });
    return new Map(quoted.map((row) => [messageId(row.roomId, row.seq), row]));
  }

  private async reactorsOf(rows: readonly MessageRow[]): Promise<Surroundings['reactors']> {
    if (rows.length === 0) return {};
    const where = { [Op.or]: rows.map(({ roomId, seq }) => ({ roomId, seq })) };
    const reactors: Surroundings['reactors'] = {};
    for (const { roomId, seq, emoji, userId } of await this.reactions.findAll({ where, order: ['createdAt'] })) {
      const id = messageId(roomId, seq);
      const byEmoji = reactors[id] ?? {};
      reactors[id] = { ...byEmoji, [emoji]: [...(byEmoji[emoji] ?? []), userId] };
    }
    return reactors;
  }
}

function viewOf(row: MessageRow, { slugs, people, files, quoted, reactors }: Surroundings): Message {
  const id = messageId(row.roomId, row.seq);
  const isDeleted = row.deletedAt !== null;
  const reply = row.replyToSeq === null || isDeleted ? undefined : quoted.get(messageId(row.roomId, row.replyToSeq));
  return {
    id,
    room: slugs.get(row.roomId) ?? '',
    seq: row.seq,
    rev: row.rev,
    clientId: row.clientId,
    sender: people.get(row.senderId) ?? somebody(row.senderId),
    kind: row.kind,
    text: row.text,
    files: files.get(id) ?? [],
    ...(reply && { replyTo: quoteOf(reply, people) }),
    reactions: reactionsOf(reactors[id]),
    createdAt: row.createdAt.toISOString(),
    ...(row.editedAt && { editedAt: row.editedAt.toISOString() }),
    ...(row.deletedAt && { deletedAt: row.deletedAt.toISOString() }),
  };
}

function quoteOf(row: MessageRow, people: ReadonlyMap<string, User>): Message['replyTo'] {
  return {
    id: messageId(row.roomId, row.seq),
    seq: row.seq,
    sender: people.get(row.senderId) ?? somebody(row.senderId),
    text: quotedText(row.text),
  };
}

function reactionsOf(byEmoji: Readonly<Record<string, readonly string[]>> = {}): Reaction[] {
  return Object.entries(byEmoji).map(([emoji, { length }]) => ({ emoji, count: length, mine: false }));
}

/** Whoever wrote it is not in the database any more. */
function somebody(id: string): User {
  return {
    id,
    username: '?',
    displayName: '?',
    avatarUrl: `/api/v1/users/${id}/avatar`,
    role: 'member',
    guest: false,
  };
}
