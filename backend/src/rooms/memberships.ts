import type { MemberRole } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op } from 'sequelize';
import { BatchedLookup } from '../database/batched-lookup.js';
import { Transactions } from '../database/transactions.js';
import { MemberModel } from './member.model.js';

/** Rooms in one person's list. */
const mostListed = 500;

export interface Membership {
  readonly role: MemberRole;
  /** The newest message the person has read. */
  readonly readSeq: number;
  /** Messages up to here are cleared for the person. */
  readonly clearedSeq: number;
}

/** Somebody has read a room up to a message. */
export interface ReadMark {
  readonly roomId: number;
  readonly userId: string;
  readonly seq: number;
}

/** Who has been in which room, how far he has read it, and what he has cleared. */
@Injectable()
export class Memberships {
  private readonly lookup: BatchedLookup<string, Membership>;

  constructor(
    @InjectModel(MemberModel) private readonly members: typeof MemberModel,
    private readonly transactions: Transactions,
  ) {
    this.lookup = new BatchedLookup((keys) => this.load(keys));
  }

  find(roomId: number, userId: string): Promise<Membership | undefined> {
    return this.lookup.get(keyOf(roomId, userId));
  }

  /** The membership, made when it is not there. */
  async ensure(roomId: number, userId: string): Promise<Membership> {
    const known = await this.find(roomId, userId);
    if (known) return known;
    await this.members.bulkCreate([newMember(roomId, userId)], { ignoreDuplicates: true });
    return (await this.find(roomId, userId)) ?? { role: 'member', readSeq: 0, clearedSeq: 0 };
  }

  /** Both memberships of a private conversation. */
  async ensureBoth(roomId: number, userIds: readonly string[]): Promise<void> {
    const missing = await Promise.all(userIds.map((userId) => this.find(roomId, userId)));
    if (missing.every(Boolean)) return;
    await this.members.bulkCreate(
      userIds.map((userId) => newMember(roomId, userId)),
      { ignoreDuplicates: true },
    );
  }

  /** How far each of several people has read a room. */
  async readSeqs(roomId: number, userIds: readonly string[]): Promise<Record<string, number>> {
    const found = await Promise.all(userIds.map((userId) => this.find(roomId, userId)));
    return Object.fromEntries(userIds.map((userId, index) => [userId, found[index]?.readSeq ?? 0]));
  }

  /** What a person is a member of, by room id: at most 500 rooms, those joined last. */
  async ofUser(userId: string): Promise<Map<number, Membership>> {
    const rows = await this.members.findAll({ where: { userId }, order: [['joinedAt', 'DESC']], limit: mostListed });
    return new Map(rows.map((row) => [row.roomId, membershipOf(row)]));
  }

  /** Rooms of several people, each as often as they share it. */
  async roomsOf(userIds: readonly string[]): Promise<{ roomId: number; userId: string }[]> {
    return this.members.findAll({ attributes: ['roomId', 'userId'], where: { userId: [...userIds] } });
  }

  /** Takes away every membership of people who are no more. */
  async forget(userIds: readonly string[]): Promise<void> {
    await this.members.destroy({ where: { userId: [...userIds] } });
  }

  /** Moves several people's read marks forward, never back; returns those that moved. */
  markRead<Mark extends ReadMark>(marks: readonly Mark[]): Promise<Mark[]> {
    return this.transactions.run(async (transaction) => {
      const moved: Mark[] = [];
      for (const mark of marks) {
        const { roomId, userId, seq } = mark;
        const where = { roomId, userId, readSeq: { [Op.lt]: seq } };
        const [changed] = await this.members.update({ readSeq: seq }, { where, transaction });
        if (changed > 0) moved.push(mark);
      }
      return moved;
    });
  }

  /** Moves a person's horizon forward, never back. */
  async clear(roomId: number, userId: string, seq: number): Promise<void> {
    await this.ensure(roomId, userId);
    await this.members.update({ clearedSeq: seq }, { where: { roomId, userId, clearedSeq: { [Op.lt]: seq } } });
  }

  private async load(keys: string[]): Promise<Map<string, Membership>> {
    const users = new Map<number, string[]>();
    for (const key of keys) {
      const [roomId, userId = ''] = key.split('/');
      const room = users.get(Number(roomId)) ?? [];
      room.push(userId);
      users.set(Number(roomId), room);
    }
    const where = { [Op.or]: [...users].map(([roomId, userId]) => ({ roomId, userId })) };
    const rows = await this.members.findAll({ where });
    return new Map(rows.map((row) => [keyOf(row.roomId, row.userId), membershipOf(row)]));
  }
}

function keyOf(roomId: number, userId: string): string {
  return `${roomId}/${userId}`;
}

function membershipOf({ role, readSeq, clearedSeq }: MemberModel): Membership {
  return { role, readSeq, clearedSeq };
}

function newMember(roomId: number, userId: string): Record<string, unknown> {
  return { roomId, userId, role: 'member', readSeq: 0, clearedSeq: 0, joinedAt: new Date() };
}
