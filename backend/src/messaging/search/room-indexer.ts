import { Injectable, type OnApplicationShutdown, Optional } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op } from 'sequelize';
import { SqliteLine } from '../../database/sqlite-line.js';
import { Transactions } from '../../database/transactions.js';
import { MessageModel } from '../message.model.js';
import type { Portion } from './pace.js';
import { SearchCursors } from './search-cursors.js';
import { type TermPlace, TermStore } from './term-store.js';
import { termsOf } from './terms.js';

/** Indexes the changes of a room in `rev` order. What was indexed and how far is committed together. */
@Injectable()
export class RoomIndexer implements OnApplicationShutdown {
  constructor(
    @InjectModel(MessageModel) private readonly messages: typeof MessageModel,
    private readonly transactions: Transactions,
    private readonly terms: TermStore,
    private readonly cursors: SearchCursors,
    /** On SQLite, where a message that is written meanwhile waits for what is indexed. */
    @Optional() private readonly line?: SqliteLine,
  ) {}

  /** Indexes the next portion; says whether there are more. */
  async step(roomId: number, portion: Portion): Promise<boolean> {
    const changes = await this.messages.findAll({
      attributes: ['seq', 'rev', 'text', 'deletedAt'],
      where: { roomId, rev: { [Op.gt]: await this.cursors.of(roomId) } },
      order: [['rev', 'ASC']],
      limit: portion.changes,
    });
    const places: TermPlace[] = [];
    let taken = 0;
    let rev = 0;
    for (const change of changes) {
      if (places.length >= portion.terms) break;
      if (!change.deletedAt) for (const term of termsOf(change.text)) places.push({ term, seq: change.seq });
      rev = change.rev;
      taken++;
    }
    if (taken === 0) return false;
    await this.store(roomId, places, rev);
    return taken < changes.length || changes.length === portion.changes;
  }

  onApplicationShutdown(): Promise<void> | undefined {
    return this.line?.close();
  }

  private async store(roomId: number, places: readonly TermPlace[], rev: number): Promise<void> {
    if (await this.line?.run([...this.terms.additions(roomId, places), this.cursors.advancement(roomId, rev)])) return;
    await this.transactions.run(async (transaction) => {
      await this.terms.add(transaction, roomId, places);
      await this.cursors.advance(transaction, roomId, rev);
    });
  }
}
