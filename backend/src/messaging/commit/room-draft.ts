import { limits } from '@chat-room/protocol';
import { ChatError } from '../../errors/chat-error.js';
import type { Counters } from '../../rooms/room-counters.js';
import type { MessageRow } from '../message-row.js';
import { nothingToReplyTo } from '../nothing-to-reply-to.js';
import type { Delete, Edit, Post, React } from './message-change.js';

export interface ReactionRow {
  roomId: number;
  seq: number;
  emoji: string;
  userId: string;
  createdAt: Date;
}

/** Changes of one room in one transaction: applied in memory one after the other, then written together. */
export class RoomDraft {
  /** What the room's counters were. */
  before: Counters;
  readonly posted: MessageRow[] = [];
  readonly changed = new Set<MessageRow>();
  readonly claimed: { id: string; roomId: number; seq: number; position: number }[] = [];
  readonly addedReactions = new Map<string, ReactionRow>();
  readonly removedReactions = new Map<string, ReactionRow>();
  /** Texts that are gone from a message, for the search index. */
  readonly replacedTexts: { seq: number; text: string }[] = [];
  readonly deletedWithFiles: number[] = [];
  readonly clearedReactions: number[] = [];
  private counters: Counters;
  private readonly rows: Map<number, MessageRow>;
  private readonly reactions: Map<string, ReactionRow>;

  constructor(
    readonly roomId: number,
    counters: Counters,
    rows: readonly MessageRow[],
    reactions: readonly ReactionRow[],
    readonly now: Date,
  ) {
    this.before = { ...counters };
    this.counters = { ...counters };
    this.rows = new Map(rows.map((row) => [row.seq, row]));
    this.reactions = new Map(reactions.map((reaction) => [keyOf(reaction), reaction]));
  }

  /** What the room's counters are now. */
  get after(): Counters {
    return this.counters;
  }

  /** Rows that differ from before, in `rev` order. */
  get touched(): MessageRow[] {
    return [...new Set([...this.posted, ...this.changed])].sort((a, b) => a.rev - b.rev);
  }

  /** Throws `invalid` for a reply to nothing. */
  post({ actor, clientId, text, fileIds, replyToSeq }: Post): MessageRow {
    // Messages have no gaps and are never gone, so that each up to the newest is there.
    if (replyToSeq !== null && replyToSeq > this.counters.seq) throw nothingToReplyTo();
    const row: MessageRow = {
      roomId: this.roomId,
      seq: ++this.counters.seq,
      rev: ++this.counters.rev,
      senderId: actor.id,
      clientId,
      kind: fileIds.length > 0 ? 'file' : 'text',
      text,
      fileCount: fileIds.length,
      reactionCount: 0,
      replyToSeq,
      createdAt: this.now,
      editedAt: null,
      deletedAt: null,
    };
    this.posted.push(row);
    this.claimed.push(...fileIds.map((id, position) => ({ id, roomId: this.roomId, seq: row.seq, position })));
    return row;
  }

  /** Throws `not_found`, `forbidden`, `invalid` (nothing would be left). */
  edit({ actor, seq, text }: Edit): MessageRow {
    const row = this.living(seq);
    if (row.senderId !== actor.id) throw new ChatError('forbidden', { message: 'Only its author edits a message.' });
    if (row.kind === 'system') throw new ChatError('forbidden');
    if (text === '' && row.fileCount === 0) throw new ChatError('invalid', { fields: { text: 'required' } });
    if (row.text === text) return row;
    this.replacedTexts.push({ seq, text: row.text });
    return this.touch(row, { text, editedAt: this.now });
  }

  /** Leaves a tombstone. Deleting twice changes nothing. Throws `not_found`, `forbidden`. */
  delete({ actor, seq, mayModerate }: Delete): MessageRow {
    const row = this.row(seq);
    if (row.senderId !== actor.id && !mayModerate) {
      throw new ChatError('forbidden', { message: 'Only its author or a moderator deletes a message.' });
    }
    if (row.deletedAt !== null) return row;
    this.replacedTexts.push({ seq, text: row.text });
    if (row.fileCount > 0) this.deletedWithFiles.push(seq);
    if (row.reactionCount > 0) this.forgetReactions(seq);
    return this.touch(row, { text: '', fileCount: 0, reactionCount: 0, deletedAt: this.now });
  }

  /** Throws `not_found`, `conflict` (too many different emoji). */
  react({ actor, seq, emoji, on }: React): MessageRow {
    const row = this.living(seq);
    const reaction = { roomId: this.roomId, seq, emoji, userId: actor.id, createdAt: this.now };
    const key = keyOf(reaction);
    if (this.reactions.has(key) === on) return row;
    if (on) this.assertRoomFor(seq, emoji);
    const [noted, undone] = on
      ? [this.addedReactions, this.removedReactions]
      : [this.removedReactions, this.addedReactions];
    if (on) this.reactions.set(key, reaction);
    else this.reactions.delete(key);
    if (!undone.delete(key)) noted.set(key, reaction);
    return this.touch(row, { reactionCount: row.reactionCount + (on ? 1 : -1) });
  }

  /** Puts what was posted behind other counters than those it was drafted on. */
  renumber(before: Counters): void {
    const seqs = before.seq - this.before.seq;
    const revs = before.rev - this.before.rev;
    for (const row of this.posted) {
      row.seq += seqs;
      row.rev += revs;
    }
    this.before = before;
    this.counters = { seq: this.counters.seq + seqs, rev: this.counters.rev + revs };
  }

  private touch(row: MessageRow, changes: Partial<MessageRow>): MessageRow {
    Object.assign(row, changes, { rev: ++this.counters.rev });
    this.changed.add(row);
    return row;
  }

  private row(seq: number): MessageRow {
    const row = this.rows.get(seq);
    if (!row) throw new ChatError('not_found', { message: 'There is no such message.' });
    return row;
  }

  private living(seq: number): MessageRow {
    const row = this.row(seq);
    if (row.deletedAt !== null) throw new ChatError('not_found', { message: 'This message has been deleted.' });
    return row;
  }

  private assertRoomFor(seq: number, emoji: string): void {
    const kinds = new Set(
      [...this.reactions.values()].filter((other) => other.seq === seq).map((other) => other.emoji),
    );
    if (!kinds.has(emoji) && kinds.size >= limits.reactionsPerMessage) {
      throw new ChatError('conflict', { message: 'This message has enough different reactions.' });
    }
  }

  private forgetReactions(seq: number): void {
    for (const known of [this.reactions, this.addedReactions, this.removedReactions]) {
      for (const [key, reaction] of known) if (reaction.seq === seq) known.delete(key);
    }
    this.clearedReactions.push(seq);
  }
}

function keyOf({ seq, emoji, userId }: ReactionRow): string {
  return `${seq}/${emoji}/${userId}`;
}
