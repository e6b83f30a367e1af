import { Column, DataType, Model, Table } from 'sequelize-typescript';

/** One sign-in on one device. Access tokens name it; the refresh token changes with every use. */
@Table({ tableName: 'sessions', underscored: true, updatedAt: false })
export class SessionModel extends Model {
  @Column({ type: DataType.STRING(24), primaryKey: true })
  declare id: string;

  @Column(DataType.STRING(16))
  declare userId: string;

  /** SHA-256 of the refresh token in force, hexadecimal. */
  @Column(DataType.STRING(64))
  declare refreshHash: string;

  @Column(DataType.DATE(3))
  declare createdAt: Date;

  /** Moves on with every refresh. */
  @Column(DataType.DATE(3))
  declare expiresAt: Date;

  @Column(DataType.DATE(3))
  declare endedAt: Date | null;
}
