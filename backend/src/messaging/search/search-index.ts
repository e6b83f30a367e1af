import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import type { Transaction } from 'sequelize';
import { MessageModel } from '../message.model.js';
import { Candidates } from './candidates.js';
import { Indexer } from './indexer.js';
import { TermStore } from './term-store.js';
import { termsOf } from './terms.js';
import { TextQuery } from './text-query.js';

/** Messages read at once: few at first, since most searches end with them, then more. */
const chunk = { first: 100, largest: 800 };

/** Messages one search reads at the most. Only searches for what is everywhere, such as one letter, ever come to it. */
const enough = 20_000;

/** Full-text search in a room: words of any script by their beginnings, Chinese, Japanese and Korean by any part. */
@Injectable()
export class SearchIndex {
  constructor(
    @InjectModel(MessageModel) private readonly messages: typeof MessageModel,
    private readonly indexer: Indexer,
    private readonly candidates: Candidates,
    private readonly terms: TermStore,
  ) {}

  /** To be called after each commit; the room is indexed soon. Never throws. */
  nudge(roomId: number): void {
    this.indexer.nudge(roomId);
  }

  /** Takes the words of a text that is edited or deleted out of the index, in the commit's transaction. */
  async forget(transaction: Transaction, roomId: number, seq: number, text: string): Promise<void> {
    await this.terms.remove(transaction, roomId, seq, termsOf(text));
  }

  /** `seq` numbers of messages that match, newest first; both ends of the range are exclusive. */
  async find(
    roomId: number,
    query: string,
    range: { after: number; before?: number | undefined },
    limit: number,
  ): Promise<number[]> {
    const wanted = new TextQuery(query);
    if (wanted.lookups.length === 0) return [];
    await this.indexer.caughtUp(roomId);
    let { after, before = Number.MAX_SAFE_INTEGER } = range;
    const walk = await this.candidates.sparsestWalk(roomId, wanted.lookups, { after, before });
    const found: number[] = [];
    let size = chunk.first;
    for (let read = 0; read < enough; ) {
      const seqs = await walk({ after, before }, size);
      found.push(...(await this.matching(roomId, seqs, wanted)));
      if (found.length >= limit || seqs.length < size) break;
      read += seqs.length;
      before = seqs.at(-1) ?? after;
      size = Math.min(size * 2, chunk.largest);
    }
    return found.slice(0, limit);
  }

  /** The index may be behind an edit, so the text has the last word. */
  private async matching(roomId: number, seqs: readonly number[], wanted: TextQuery): Promise<number[]> {
    if (seqs.length === 0) return [];
    const rows = await this.messages.findAll({
      attributes: ['seq', 'text'],
      where: { roomId, seq: [...seqs], deletedAt: null },
      order: [['seq', 'DESC']],
    });
    return rows.filter(({ text }) => wanted.matches(text)).map(({ seq }) => seq);
  }
}
