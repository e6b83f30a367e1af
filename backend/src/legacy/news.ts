import type { File, Message } from '@chat-room/protocol';
import type { RoomChange } from '../bus/topics.js';
import { legacyName } from '../users/legacy-name.js';
import { codeOfSticker } from './codec/sticker-codes.js';
import { wording } from './wording.js';

/** What a client is shown of a message: texts, each a message of its own to him, and files. */
export interface News {
  readonly sender: string;
  readonly texts: readonly string[];
  readonly files: readonly File[];
}

interface Reached {
  seq: number;
  rev: number;
  /** When the last change was made. */
  at: string;
}

/** Rooms whose last change is remembered. */
const capacity = 10_000;

/** Tells from a room's changes what is news to old clients: new messages, edits, deletions. Reactions they can't show. */
export class NewsDesk {
  private readonly rooms = new Map<number, Reached>();

  newsIn(change: RoomChange): News[] {
    const before = this.rooms.get(change.roomId);
    const newest = before?.seq ?? change.prevSeq ?? change.seq;
    const unseen = change.messages.filter(({ rev }) => rev > (before?.rev ?? 0));
    const changed = unseen.filter(({ seq }) => seq <= newest);
    // What was read from the database comes in the order of last changes, and is to be seen in the order in which it was said.
    const fresh = unseen.filter(({ seq }) => seq > newest).sort((a, b) => a.seq - b.seq);
    this.remember(change, before);
    return [
      ...changed.flatMap((message) => changeTo(message, change.at, before) ?? []),
      ...fresh.flatMap((message) => (message.deletedAt === undefined ? [whole(message)] : [])),
    ];
  }

  private remember({ roomId, seq, rev, at, messages }: RoomChange, before: Reached | undefined): void {
    const latest = messages.flatMap(({ createdAt, editedAt, deletedAt }) => [
      createdAt,
      editedAt ?? '',
      deletedAt ?? '',
    ]);
    this.rooms.delete(roomId);
    this.rooms.set(roomId, {
      seq: Math.max(seq, before?.seq ?? 0),
      rev: Math.max(rev, before?.rev ?? 0),
      at: [before?.at ?? '', at ?? '', ...latest].sort().at(-1) ?? '',
    });
    const [oldest] = this.rooms.keys();
    if (this.rooms.size > capacity && oldest !== undefined) this.rooms.delete(oldest);
  }
}

function whole(message: Message): News {
  return { sender: legacyName(message.sender), texts: textsOf(message), files: message.files };
}

/** `at` is when the change was made, if that is known; else it was made after what was told `before`. */
function changeTo(message: Message, at: string | undefined, before: Reached | undefined): News | undefined {
  const { text, deletedAt, editedAt } = message;
  if (deletedAt !== undefined) return only(message, wording.deleted);
  const isEdited = editedAt !== undefined && (at === undefined ? editedAt > (before?.at ?? editedAt) : editedAt >= at);
  return isEdited ? only(message, wording.edited(text)) : undefined;
}

function only({ sender }: Message, text: string): News {
  return { sender: legacyName(sender), texts: [text], files: [] };
}

/** A reply is quoted in a line above; before a sticker, which must stand alone, in a message of its own (LEGACY quirk 7). */
function textsOf({ text, replyTo }: Message): string[] {
  const own = text === '' ? [] : [text];
  if (!replyTo) return own;
  const quote = wording.replyTo(replyTo);
  return codeOfSticker(text) !== undefined || text === '' ? [quote, ...own] : [`${quote}\n${text}`];
}
