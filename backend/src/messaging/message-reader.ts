import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op } from 'sequelize';
import { MessageModel } from './message.model.js';
import type { MessageRow } from './message-row.js';

export interface PageRange {
  /** Exclusive. */
  before?: number | undefined;
  /** Exclusive; never below the asker's horizon. */
  after: number;
  limit: number;
}

/** Reads stored messages by `seq` or by `rev`: the same cost at any depth. */
@Injectable()
export class MessageReader {
  constructor(@InjectModel(MessageModel) private readonly messages: typeof MessageModel) {}

  find(roomId: number, seq: number): Promise<MessageRow | null> {
    return this.messages.findOne({ where: { roomId, seq } });
  }

  /** The newest messages of a range, oldest first. */
  async lastOf(roomId: number, { before, after, limit }: PageRange): Promise<MessageRow[]> {
    const seq = { [Op.gt]: after, ...(before !== undefined && { [Op.lt]: before }) };
    const rows = await this.messages.findAll({ where: { roomId, seq }, order: [['seq', 'DESC']], limit });
    return rows.reverse();
  }

  /** The oldest messages of a range, oldest first. */
  firstOf(roomId: number, { after, limit }: PageRange): Promise<MessageRow[]> {
    return this.messages.findAll({ where: { roomId, seq: { [Op.gt]: after } }, order: ['seq'], limit });
  }

  /** Messages that changed after `rev`, in `rev` order. */
  changedSince(roomId: number, rev: number, limit: number): Promise<MessageRow[]> {
    return this.messages.findAll({ where: { roomId, rev: { [Op.gt]: rev } }, order: ['rev'], limit });
  }

  /** The messages that changed last, in `rev` order. */
  async lastChanged(roomId: number, limit: number): Promise<MessageRow[]> {
    const rows = await this.messages.findAll({ where: { roomId }, order: [['rev', 'DESC']], limit });
    return rows.reverse();
  }

  bySeqs(roomId: number, seqs: readonly number[]): Promise<MessageRow[]> {
    return this.messages.findAll({ where: { roomId, seq: [...seqs] }, order: [['seq', 'DESC']] });
  }

  /** One message of each of several rooms. */
  async atPlaces(places: readonly { roomId: number; seq: number }[]): Promise<MessageRow[]> {
    return places.length === 0 ? [] : this.messages.findAll({ where: { [Op.or]: [...places] } });
  }

  /** Rooms of those places whose message was written, edited or deleted since a moment. */
  async changedAmong(places: readonly { roomId: number; seq: number }[], moment: Date): Promise<number[]> {
    if (places.length === 0) return [];
    const since = { [Op.gte]: moment };
    const isRecent = { [Op.or]: [{ createdAt: since }, { editedAt: since }, { deletedAt: since }] };
    const where = { [Op.and]: [{ [Op.or]: [...places] }, isRecent] };
    return (await this.messages.findAll({ attributes: ['roomId'], where })).map(({ roomId }) => roomId);
  }

  /** Those of the people who have ever written. */
  async sendersAmong(userIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.messages.findAll({
      attributes: ['senderId'],
      where: { senderId: [...userIds] },
      group: ['senderId'],
    });
    return new Set(rows.map(({ senderId }) => senderId));
  }

  /** How many messages of others, deleted ones aside, stand after a `seq`, by room id. */
  async countOfOthers(
    userId: string,
    places: readonly { roomId: number; after: number }[],
  ): Promise<Map<number, number>> {
    if (places.length === 0) return new Map();
    const rows = await this.messages.count({
      where: {
        senderId: { [Op.ne]: userId },
        deletedAt: null,
        [Op.or]: places.map(({ roomId, after }) => ({ roomId, seq: { [Op.gt]: after } })),
      },
      group: ['roomId'],
    });
    return new Map(rows.map(({ roomId, count }) => [Number(roomId), Number(count)]));
  }
}
