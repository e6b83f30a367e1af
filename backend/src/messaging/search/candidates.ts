import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op } from 'sequelize';
import { MessageModel } from '../message.model.js';
import { type SeqRange, TermStore } from './term-store.js';
import type { Lookup } from './text-query.js';

/** The next candidates in a range, newest first, `limit` at the most; fewer only at the end. */
export type Walk = (range: SeqRange, limit: number) => Promise<number[]>;

/** Terms one beginning may stand for. What stands for more is so common that it is found sooner by reading messages. */
const termsPerBeginning = 64;

/** Lookups that are compared; the rest only takes part in the check of the text. */
const comparedLookups = 16;

/** Newest places by which walks are compared. */
const sample = 100;

/** Finds the way through a room that meets all matches and the fewest others. */
@Injectable()
export class Candidates {
  constructor(
    @InjectModel(MessageModel) private readonly messages: typeof MessageModel,
    private readonly terms: TermStore,
  ) {}

  async sparsestWalk(roomId: number, lookups: readonly Lookup[], range: SeqRange): Promise<Walk> {
    const compared = await Promise.all(
      lookups.slice(0, comparedLookups).map(async (lookup) => {
        const walk = await this.walkAlong(roomId, lookup);
        const places = await walk(range, sample);
        // The fewer there are, the further back the newest of them reach.
        const reach = places.length < sample ? range.after : (places.at(-1) ?? range.after);
        return { walk, reach, places: places.length };
      }),
    );
    compared.sort((a, b) => a.reach - b.reach || a.places - b.places);
    return compared[0]?.walk ?? (async () => []);
  }

  private async walkAlong(roomId: number, { term, by }: Lookup): Promise<Walk> {
    if (by === 'whole') return (range, limit) => this.terms.newest(roomId, [term], range, limit);
    const terms = await this.terms.beginningWith(roomId, term, termsPerBeginning + 1);
    if (terms.length > termsPerBeginning) return (range, limit) => this.newestMessages(roomId, range, limit);
    return (range, limit) => this.terms.newest(roomId, terms, range, limit);
  }

  private async newestMessages(roomId: number, { after, before }: SeqRange, limit: number): Promise<number[]> {
    const rows = await this.messages.findAll({
      attributes: ['seq'],
      where: { roomId, seq: { [Op.gt]: after, [Op.lt]: before } },
      order: [['seq', 'DESC']],
      limit,
    });
    return rows.map(({ seq }) => seq);
  }
}
