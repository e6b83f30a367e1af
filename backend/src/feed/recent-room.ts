import type { Message, User } from '@chat-room/protocol';
import type { RoomChange } from '../bus/topics.js';
import { quotedText } from '../messaging/message-text.js';
import type { Reactors, SharedMessages } from '../messaging/reactors.js';
import { sizeOf } from './answer-size.js';

interface Entry {
  message: Message;
  reactors?: Reactors[string] | undefined;
}

/** Changes kept of one room at the most, and the characters they may take. */
export const keptChanges = 500;
const keptCharacters = 5_000_000;

/** The last changes of one room, in memory: each message once, as it is now. */
export class RecentRoom {
  readonly readAt = Date.now();
  /** Every change after this `rev` is here. */
  private floor: number;
  private isLoaded = false;
  rev: number;
  seq: number;
  /** Characters. */
  size = 0;
  /** By `seq`, in `rev` order. */
  private readonly entries = new Map<number, Entry>();

  constructor({ prev, seq }: Pick<RoomChange, 'prev' | 'seq'>) {
    this.floor = prev;
    this.rev = prev;
    this.seq = seq;
  }

  /** Whether more would not be kept: everything is here, or as much as fits. */
  get isWarm(): boolean {
    return this.floor === 0 || this.entries.size >= keptChanges || this.isLoaded;
  }

  /** Takes in a change that follows on what is known. */
  append({ rev, seq, messages, reactors }: RoomChange): void {
    for (const message of messages) {
      const known = this.entries.get(message.seq);
      if (known && known.message.rev >= message.rev) continue;
      this.put(message.seq, { message, reactors: reactors?.[message.id] });
    }
    this.requote(messages);
    this.rev = Math.max(this.rev, rev);
    this.seq = Math.max(this.seq, seq);
    this.trim();
  }

  /** Takes in what came before; useless where a hole would be left. */
  prepend({ prev, rev, seq, messages, reactors }: RoomChange): void {
    this.isLoaded = true;
    if (rev < this.floor || prev >= this.floor) return;
    const newer = [...this.entries];
    this.entries.clear();
    this.size = 0;
    for (const message of messages) this.put(message.seq, { message, reactors: reactors?.[message.id] });
    for (const [place, entry] of newer) {
      const older = this.entries.get(place);
      // What both have stays where it is: the loaded changes may go further than the live ones, and the order is that of `rev`.
      if (older && older.message.rev >= entry.message.rev) continue;
      this.put(place, entry);
    }
    this.requote(Array.from(this.entries.values(), ({ message }) => message));
    this.floor = prev;
    this.rev = Math.max(this.rev, rev);
    this.seq = Math.max(this.seq, seq);
    this.trim();
  }

  /** Changes after `since`, at most `limit`, and up to which `rev` that is everything; `undefined` when they are not all here. */
  changesSince(since: number, limit: number): (SharedMessages & { rev: number }) | undefined {
    if (since < this.floor) return undefined;
    const found: Entry[] = [];
    for (const entry of this.entries.values()) if (entry.message.rev > since) found.push(entry);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { ...shared(page), rev: found.length > limit && last ? last.message.rev : this.rev };
  }

  /** The newest `limit` messages by `seq`, oldest first; `undefined` when they are not all here. */
  newest(limit: number): SharedMessages | undefined {
    const page: Entry[] = [];
    for (let seq = this.seq; seq > 0 && page.length < limit; seq--) {
      const entry = this.entries.get(seq);
      if (!entry) return undefined;
      page.push(entry);
    }
    return shared(page.reverse());
  }

  /** Shows somebody in all of it as he is now. */
  updateUser(user: User): void {
    for (const entry of this.entries.values()) {
      const { sender, replyTo } = entry.message;
      if (sender.id !== user.id && replyTo?.sender.id !== user.id) continue;
      entry.message = {
        ...entry.message,
        ...(sender.id === user.id && { sender: user }),
        ...(replyTo?.sender.id === user.id && { replyTo: { ...replyTo, sender: user } }),
      };
    }
  }

  /** Replies quote what others say now: nothing of what was edited or deleted stays behind in them. */
  private requote(messages: readonly Message[]): void {
    const texts = new Map<number, string>();
    for (const { seq, text, editedAt, deletedAt } of messages) if (editedAt ?? deletedAt) texts.set(seq, text);
    if (texts.size === 0) return;
    for (const entry of this.entries.values()) {
      const { replyTo } = entry.message;
      const text = replyTo && texts.get(replyTo.seq);
      if (replyTo && text !== undefined)
        entry.message = { ...entry.message, replyTo: { ...replyTo, text: quotedText(text) } };
    }
  }

  /** At the end. */
  private put(seq: number, entry: Entry): void {
    this.remove(seq);
    this.entries.set(seq, entry);
    this.size += sizeOf(entry.message);
  }

  private remove(seq: number): void {
    const known = this.entries.get(seq);
    if (!known) return;
    this.entries.delete(seq);
    this.size -= sizeOf(known.message);
  }

  private trim(): void {
    for (const [seq, { message }] of this.entries) {
      if (this.entries.size <= keptChanges && this.size <= keptCharacters) return;
      this.remove(seq);
      this.floor = message.rev;
    }
  }
}

function shared(entries: readonly Entry[]): SharedMessages {
  const reacted = entries.flatMap(({ message, reactors }) => (reactors ? [[message.id, reactors] as const] : []));
  return {
    messages: entries.map(({ message }) => message),
    ...(reacted.length > 0 && { reactors: Object.fromEntries(reacted) }),
  };
}
