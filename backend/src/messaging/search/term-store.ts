import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op, QueryTypes, type Transaction } from 'sequelize';
import { Sequelize } from 'sequelize-typescript';
import type { Statement } from '../../database/statement.js';
import { TermModel } from './term.model.js';

/** Where a term stands. */
export interface TermPlace {
  term: string;
  seq: number;
}

/** An interval of `seq`, both ends exclusive. */
export interface SeqRange {
  after: number;
  before: number;
}

/** Rows of one statement. */
const batch = 1000;

/** Rows read to find the next terms: one common term, or many rare ones. */
const leap = 32;

/** After every term that begins with what stands before it. */
const lastCharacter = '\u{10FFFF}';

/** The table of terms. Everything goes along its key (room, term, seq); nothing reads more rows than it is told. */
@Injectable()
export class TermStore {
  constructor(
    @InjectModel(TermModel) private readonly terms: typeof TermModel,
    private readonly sequelize: Sequelize,
  ) {}

  /** Adds what is not there yet. */
  async add(transaction: Transaction, roomId: number, places: readonly TermPlace[]): Promise<void> {
    for (const { sql, values } of this.additions(roomId, places)) {
      await this.sequelize.query(sql, { replacements: [...values], transaction });
    }
  }

  /** The same as statements of their own. */
  additions(roomId: number, places: readonly TermPlace[]): Statement[] {
    const insert = this.sequelize.getDialect() === 'sqlite' ? 'INSERT OR IGNORE' : 'INSERT IGNORE';
    return inBatches(places).map((rows) => ({
      sql: `${insert} INTO message_terms (room_id, term, seq) VALUES ${rows.map(() => '(?, ?, ?)')}`,
      values: rows.flatMap(({ term, seq }) => [roomId, term, seq]),
    }));
  }

  async remove(transaction: Transaction, roomId: number, seq: number, terms: Iterable<string>): Promise<void> {
    const all = [...terms];
    for (let start = 0; start < all.length; start += batch) {
      await this.terms.destroy({ where: { roomId, seq, term: all.slice(start, start + batch) }, transaction });
    }
  }

  /** The room's terms that begin so, in their order, `limit` at the most. Leaps from term to term over where they stand. */
  async beginningWith(roomId: number, beginning: string, limit: number): Promise<string[]> {
    const found = new Set<string>();
    for (let last: string | undefined; found.size < limit; ) {
      const rows = await this.terms.findAll({
        attributes: ['term'],
        where: {
          roomId,
          term: {
            ...(last === undefined ? { [Op.gte]: beginning } : { [Op.gt]: last }),
            [Op.lt]: beginning + lastCharacter,
          },
        },
        order: [['term', 'ASC']],
        limit: leap,
        raw: true,
      });
      for (const { term } of rows) found.add(term);
      last = rows.at(-1)?.term;
      if (rows.length < leap) break;
    }
    return [...found].slice(0, limit);
  }

  /** Where any of the terms stands, newest first, `limit` at the most. */
  async newest(roomId: number, terms: readonly string[], range: SeqRange, limit: number): Promise<number[]> {
    if (terms.length === 0) return [];
    const each = terms.map(
      (_, index) =>
        `SELECT seq FROM (SELECT seq FROM message_terms WHERE room_id = ? AND term = ? AND seq > ? AND seq < ?
         ORDER BY seq DESC LIMIT ?) AS t${index}`,
    );
    const rows = await this.sequelize.query<{ seq: number }>(`${each.join(' UNION ')} ORDER BY seq DESC LIMIT ?`, {
      replacements: [...terms.flatMap((term) => [roomId, term, range.after, range.before, limit]), limit],
      type: QueryTypes.SELECT,
    });
    return rows.map(({ seq }) => seq);
  }
}

/** In the order of the key: fewer pages are touched, and two nodes that add the same wait for each other in one order. */
function inBatches(places: readonly TermPlace[]): TermPlace[][] {
  const sorted = places.toSorted((a, b) => (a.term < b.term ? -1 : a.term > b.term ? 1 : a.seq - b.seq));
  const batches = Math.ceil(sorted.length / batch);
  return Array.from({ length: batches }, (_, n) => sorted.slice(n * batch, (n + 1) * batch));
}
