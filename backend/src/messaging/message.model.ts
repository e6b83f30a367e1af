import { Column, DataType, Model, Table } from 'sequelize-typescript';

/** One message, or its tombstone. Clustered by room and `seq`, so that a page costs the same at any depth. */
@Table({ tableName: 'messages', underscored: true, timestamps: false })
export class MessageModel extends Model {
  @Column({ type: DataType.INTEGER, primaryKey: true })
  declare roomId: number;

  @Column({ type: DataType.INTEGER, primaryKey: true })
  declare seq: number;

  @Column(DataType.INTEGER)
  declare rev: number;

  @Column(DataType.STRING(16))
  declare senderId: string;

  /** UUID in lower case; unique for a sender. */
  @Column(DataType.STRING(36))
  declare clientId: string;

  @Column(DataType.STRING(8))
  declare kind: 'text' | 'file' | 'system';

  @Column(DataType.TEXT)
  declare text: string;

  /** How many files it carries: they are looked up only when there are some. */
  @Column(DataType.INTEGER)
  declare fileCount: number;

  /** How many reactions it has: they are looked up only when there are some. */
  @Column(DataType.INTEGER)
  declare reactionCount: number;

  @Column(DataType.INTEGER)
  declare replyToSeq: number | null;

  @Column(DataType.DATE(3))
  declare createdAt: Date;

  @Column(DataType.DATE(3))
  declare editedAt: Date | null;

  @Column(DataType.DATE(3))
  declare deletedAt: Date | null;
}
