import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op, type Transaction } from 'sequelize';
import type { Statement } from '../../database/statement.js';
import { MessageModel } from '../message.model.js';
import { SearchCursorModel } from './search-cursor.model.js';

/** How far each room is indexed. */
@Injectable()
export class SearchCursors {
  constructor(
    @InjectModel(SearchCursorModel) private readonly cursors: typeof SearchCursorModel,
    @InjectModel(MessageModel) private readonly messages: typeof MessageModel,
  ) {}

  async of(roomId: number): Promise<number> {
    const cursor = await this.cursors.findByPk(roomId);
    return cursor?.rev ?? 0;
  }

  /** Never moves back, whichever of several nodes comes first. */
  async advance(transaction: Transaction, roomId: number, rev: number): Promise<void> {
    const [moved] = await this.cursors.update({ rev }, { where: { roomId, rev: { [Op.lt]: rev } }, transaction });
    if (moved === 0) await this.cursors.bulkCreate([{ roomId, rev }], { ignoreDuplicates: true, transaction });
  }

  /** The same as a statement of its own, for SQLite. */
  advancement(roomId: number, rev: number): Statement {
    return {
      sql: `INSERT INTO search_cursors (room_id, rev) VALUES (?, ?)
        ON CONFLICT (room_id) DO UPDATE SET rev = excluded.rev WHERE excluded.rev > search_cursors.rev`,
      values: [roomId, rev],
    };
  }

  /** The next room after one that has messages, and whether some of its changes are not indexed. */
  async roomAfter(roomId: number): Promise<{ id: number; isBehind: boolean } | undefined> {
    const id: number | null = await this.messages.min('roomId', { where: { roomId: { [Op.gt]: roomId } } });
    if (id === null) return undefined;
    const newest: number | null = await this.messages.max('rev', { where: { roomId: id } });
    return { id, isBehind: (newest ?? 0) > (await this.of(id)) };
  }
}
