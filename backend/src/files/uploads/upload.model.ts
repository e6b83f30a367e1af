import { Column, DataType, Model, Table } from 'sequelize-typescript';

/** An upload that is not finished. Its bytes are in the staging area of the server that received them. */
@Table({ tableName: 'uploads', underscored: true, timestamps: false })
export class UploadModel extends Model {
  @Column({ type: DataType.STRING(40), primaryKey: true })
  declare id: string;

  @Column(DataType.STRING(16))
  declare uploaderId: string;

  @Column(DataType.STRING(255))
  declare name: string;

  /** Bytes it will have. */
  @Column(DataType.BIGINT)
  declare size: number;

  @Column(DataType.DATE(3))
  declare createdAt: Date;

  /** What is to be seen, in the sender's words. */
  @Column(DataType.STRING(1000))
  declare alt: string | null;

  /** JSON: how a recorded message sounds. */
  @Column(DataType.STRING(255))
  declare voice: string | null;

  /** The server that works on it. */
  @Column(DataType.STRING(64))
  declare holder: string | null;

  @Column(DataType.DATE(3))
  declare heldUntil: Date | null;
}
