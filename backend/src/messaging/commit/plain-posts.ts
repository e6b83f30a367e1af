import { Injectable } from '@nestjs/common';
import { DirectLine } from '../../database/direct-line.js';
import type { Outcome } from '../../database/group-commit.js';
import { Transactions } from '../../database/transactions.js';
import { RoomCounters } from '../../rooms/room-counters.js';
import type { MessageRow } from '../message-row.js';
import { applyChange } from './apply-change.js';
import { messageInsertion } from './insert-messages.js';
import type { MessageChange } from './message-change.js';
import { RoomDraft } from './room-draft.js';

/** What became of a batch of changes. */
export interface Committed {
  rows: Outcome<MessageRow>[];
  drafts: RoomDraft[];
}

/**
 * The short way of new messages without files, which are nearly all changes there are. The counters are not read but remembered, and
 * moved on only where they are what they are thought to be, which locks them as well. When anything is otherwise, nothing is
 * stored, and the batch goes the long way.
 */
@Injectable()
export class PlainPosts {
  constructor(
    private readonly counters: RoomCounters,
    private readonly line: DirectLine,
    private readonly transactions: Transactions,
  ) {}

  /** `undefined` when this way is not open to the batch. Should it be stored nevertheless, the long way finds its messages there. */
  async store(changes: readonly MessageChange[]): Promise<Committed | undefined> {
    const drafts = changes.every(isPlain) ? this.open(changes) : undefined;
    if (!drafts) return undefined;
    const surroundings = { drafts, known: new Map(), free: new Set<string>() };
    const rows = changes.map((change) => applyChange(change, surroundings));
    const written = [...drafts.values()].filter(({ posted }) => posted.length > 0);
    if (written.length === 0) return undefined;
    const isStored = await this.line.run([
      ...written.map(({ roomId, before, after }) => this.counters.advancement(roomId, before, after)),
      messageInsertion(
        written.flatMap(({ posted }) => posted),
        this.transactions.dialect,
      ),
    ]);
    if (isStored) return { rows, drafts: written };
    for (const { roomId } of written) this.counters.doubt(roomId);
    return undefined;
  }

  /** In the order of the rooms, in which everybody locks them; `undefined` where the counters of one are not known. */
  private open(changes: readonly MessageChange[]): Map<number, RoomDraft> | undefined {
    const now = new Date();
    const drafts = new Map<number, RoomDraft>();
    const roomIds = [...new Set(changes.map(({ room }) => room.id))].sort((a, b) => a - b);
    for (const roomId of roomIds) {
      const counters = this.counters.remembered(roomId);
      if (!counters) return undefined;
      drafts.set(roomId, new RoomDraft(roomId, counters, [], [], now));
    }
    return drafts;
  }
}

function isPlain(change: MessageChange): boolean {
  return change.type === 'post' && change.fileIds.length === 0;
}
