import { Column, DataType, Model, Table } from 'sequelize-typescript';

/** How far a room is indexed: every change up to `rev`. */
@Table({ tableName: 'search_cursors', underscored: true, timestamps: false })
export class SearchCursorModel extends Model {
  @Column({ type: DataType.INTEGER, primaryKey: true })
  declare roomId: number;

  @Column(DataType.INTEGER)
  declare rev: number;
}
