import type { MemberRole } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op, type Transaction } from 'sequelize';
import { BatchedLookup } from '../database/batched-lookup.js';
import { Rush } from '../database/rush.js';
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
  private readonly lookup = new BatchedLookup((keys: string[]) => this.load(keys));
  private readonly arrivals = new BatchedLookup((keys: string[]) => this.ensureAll(keys), new Rush());

  constructor(
    @InjectModel(MemberModel) private readonly members: typeof MemberModel,
    private readonly transactions: Transactions,
  ) {}

  find(roomId: number, userId: string): Promise<Membership | undefined> {
    return this.lookup.get(keyOf(roomId, userId));
  }

  /** The membership of somebody who comes in, among many others perhaps; made when it is not there. */
  async ensure(roomId: number, userId: string): Promise<Membership> {
    const known = await this.arrivals.get(keyOf(roomId, userId));
    return known ?? { role: 'member', readSeq: 0, clearedSeq: 0 };
  }

  /** Both memberships of a private conversation. */
  async ensureBoth(roomId: number, userIds: readonly string[]): Promise<void> {
    const missing = await Promise.all(userIds.map((userId) => this.find(roomId, userId)));
    if (missing.every(Boolean)) return;
    await this.create(userIds.map((userId) => keyOf(roomId, userId)));
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

  /**
   * Moves several people's read marks forward, never back; returns those that moved. A statement for each message that marks are
   * at, which in a room is most often one.
   */
  markRead<Mark extends ReadMark>(marks: readonly Mark[]): Promise<Mark[]> {
    return this.transactions.run(async (transaction) => {
      const known = await this.load(
        marks.map(({ roomId, userId }) => keyOf(roomId, userId)),
        { transaction, lock: true },
      );
      const moved = marks.filter(({ roomId, userId, seq }) => seq > (known.get(keyOf(roomId, userId))?.readSeq ?? seq));
      for (const { roomId, seq, userIds } of readersByPlace(moved)) {
        await this.members.update({ readSeq: seq }, { where: { roomId, userId: userIds }, transaction });
      }
      return moved;
    });
  }

  /** Moves a person's horizon forward, never back. */
  async clear(roomId: number, userId: string, seq: number): Promise<void> {
    await this.ensure(roomId, userId);
    await this.members.update({ clearedSeq: seq }, { where: { roomId, userId, clearedSeq: { [Op.lt]: seq } } });
  }

  private async ensureAll(keys: readonly string[]): Promise<Map<string, Membership>> {
    const known = await this.load(keys);
    const missing = keys.filter((key) => !known.has(key));
    if (missing.length === 0) return known;
    await this.create(missing);
    return this.load(keys);
  }

  private async create(keys: readonly string[]): Promise<void> {
    // In one order everywhere: two servers that add the same people never wait for each other.
    await this.members.bulkCreate(keys.toSorted().map(newMember), { ignoreDuplicates: true });
  }

  private async load(
    keys: readonly string[],
    locking?: { transaction: Transaction; lock: boolean },
  ): Promise<Map<string, Membership>> {
    const users = new Map<number, string[]>();
    for (const key of keys) {
      const { roomId, userId } = placeOf(key);
      const room = users.get(roomId) ?? [];
      room.push(userId);
      users.set(roomId, room);
    }
    const where = { [Op.or]: [...users].map(([roomId, userId]) => ({ roomId, userId })) };
    const rows = await this.members.findAll({ where, ...locking });
    return new Map(rows.map((row) => [keyOf(row.roomId, row.userId), membershipOf(row)]));
  }
}

function keyOf(roomId: number, userId: string): string {
  return `${roomId}/${userId}`;
}

function placeOf(key: string): { roomId: number; userId: string } {
  const [roomId, userId = ''] = key.split('/');
  return { roomId: Number(roomId), userId };
}

/** Who has read each room up to each message. */
function readersByPlace(marks: readonly ReadMark[]): { roomId: number; seq: number; userIds: string[] }[] {
  const places = new Map<string, { roomId: number; seq: number; userIds: string[] }>();
  for (const { roomId, seq, userId } of marks) {
    const key = `${roomId}/${seq}`;
    const place = places.get(key) ?? { roomId, seq, userIds: [] };
    place.userIds.push(userId);
    places.set(key, place);
  }
  return [...places.values()];
}

function membershipOf({ role, readSeq, clearedSeq }: MemberModel): Membership {
  return { role, readSeq, clearedSeq };
}

function newMember(key: string): Record<string, unknown> {
  return { ...placeOf(key), role: 'member', readSeq: 0, clearedSeq: 0, joinedAt: new Date() };
}
