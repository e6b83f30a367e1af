import { Injectable } from '@nestjs/common';
import { QueryTypes } from 'sequelize';
import { Sequelize } from 'sequelize-typescript';

/** People asked about in one query. */
const mostPeople = 500;

/** A private conversation, and its newest message. */
export interface DirectRoom {
  readonly roomId: number;
  readonly seq: number;
}

/** The private conversations that people have, opened or not. */
@Injectable()
export class DirectRooms {
  constructor(private readonly sequelize: Sequelize) {}

  /** Those of several people in which something was said. */
  async of(userIds: readonly string[]): Promise<DirectRoom[]> {
    const found = new Map<number, DirectRoom>();
    for (let start = 0; start < userIds.length; start += mostPeople) {
      const rows = await this.sequelize.query<DirectRoom>(
        `SELECT DISTINCT rooms.id AS roomId, rooms.last_seq AS seq FROM room_members AS member
         JOIN rooms ON rooms.id = member.room_id WHERE member.user_id IN (?) AND rooms.kind = 'direct' AND rooms.last_seq > 0`,
        { replacements: [userIds.slice(start, start + mostPeople)], type: QueryTypes.SELECT },
      );
      for (const row of rows) found.set(row.roomId, row);
    }
    return [...found.values()];
  }
}
