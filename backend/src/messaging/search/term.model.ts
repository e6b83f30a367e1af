import { Column, DataType, Model, Table } from 'sequelize-typescript';

/** The search index: a word, or a pair of neighbouring Chinese, Japanese or Korean characters, and where it stands. */
@Table({ tableName: 'message_terms', underscored: true, timestamps: false })
export class TermModel extends Model {
  @Column({ type: DataType.INTEGER, primaryKey: true })
  declare roomId: number;

  @Column({ type: DataType.STRING(32), primaryKey: true })
  declare term: string;

  @Column({ type: DataType.INTEGER, primaryKey: true })
  declare seq: number;
}
