import type { MemberRole } from '@chat-room/protocol';
import { Column, DataType, Model, Table } from 'sequelize-typescript';

/** Somebody who has been in a room. Of a private conversation: one of its two people. */
@Table({ tableName: 'room_members', underscored: true, timestamps: false })
export class MemberModel extends Model {
  @Column({ type: DataType.INTEGER, primaryKey: true })
  declare roomId: number;

  @Column({ type: DataType.STRING(16), primaryKey: true })
  declare userId: string;

  @Column(DataType.STRING(16))
  declare role: MemberRole;

  @Column(DataType.INTEGER)
  declare readSeq: number;

  /** Messages up to this `seq` are gone for this member alone. */
  @Column(DataType.INTEGER)
  declare clearedSeq: number;

  @Column(DataType.DATE(3))
  declare joinedAt: Date;
}
