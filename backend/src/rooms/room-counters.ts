import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import type { Transaction } from 'sequelize';
import { BatchedLookup } from '../database/batched-lookup.js';
import { RoomModel } from './room.model.js';

/** How many messages and how many changes a room has had. */
export interface Counters {
  seq: number;
  rev: number;
}

/** The counters that give messages their `seq` and changes their `rev`. Their rows are the locks of all that is written into rooms. */
@Injectable()
export class RoomCounters {
  private readonly lookup: BatchedLookup<number, Counters>;

  constructor(@InjectModel(RoomModel) private readonly rooms: typeof RoomModel) {
    this.lookup = new BatchedLookup(async (ids) => countersById(await this.rooms.findAll({ where: { id: ids } })));
  }

  async read(roomId: number): Promise<Counters> {
    return (await this.lookup.get(roomId)) ?? { seq: 0, rev: 0 };
  }

  /** Reads and locks them until the transaction ends; always in the same order, so that two nodes never wait for each other. */
  async lock(transaction: Transaction, roomIds: readonly number[]): Promise<Map<number, Counters>> {
    const rows = await this.rooms.findAll({
      attributes: ['id', 'lastSeq', 'lastRev'],
      where: { id: [...roomIds] },
      order: ['id'],
      lock: transaction.LOCK.UPDATE,
      transaction,
    });
    return countersById(rows);
  }

  async advance(transaction: Transaction, roomId: number, { seq, rev }: Counters): Promise<void> {
    await this.rooms.update({ lastSeq: seq, lastRev: rev }, { where: { id: roomId }, transaction });
  }
}

function countersById(rows: readonly RoomModel[]): Map<number, Counters> {
  return new Map(rows.map(({ id, lastSeq, lastRev }) => [id, { seq: lastSeq, rev: lastRev }]));
}
