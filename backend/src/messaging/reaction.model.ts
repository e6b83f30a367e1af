import { Column, DataType, Model, Table } from 'sequelize-typescript';

@Table({ tableName: 'reactions', underscored: true, timestamps: false })
export class ReactionModel extends Model {
  @Column({ type: DataType.INTEGER, primaryKey: true })
  declare roomId: number;

  @Column({ type: DataType.INTEGER, primaryKey: true })
  declare seq: number;

  @Column({ type: DataType.STRING(32), primaryKey: true })
  declare emoji: string;

  @Column({ type: DataType.STRING(16), primaryKey: true })
  declare userId: string;

  @Column(DataType.DATE(3))
  declare createdAt: Date;
}
