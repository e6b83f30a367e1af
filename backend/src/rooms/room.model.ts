import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';

@Table({ tableName: 'rooms', underscored: true, updatedAt: false })
export class RoomModel extends Model {
  @Column({ type: DataType.INTEGER, primaryKey: true, autoIncrement: true })
  declare id: number;

  @Column(DataType.STRING(64))
  declare slug: string;

  @Column(DataType.STRING(16))
  declare kind: 'public' | 'direct';

  /** Of public rooms. */
  @Column(DataType.STRING(128))
  declare title: string;

  /** How many messages the room has had; only the commit queue writes it. */
  @Column(DataType.INTEGER)
  declare lastSeq: number;

  /** How many changes the room has had; only the commit queue writes it. */
  @Column(DataType.INTEGER)
  declare lastRev: number;

  @CreatedAt
  declare createdAt: Date;
}
