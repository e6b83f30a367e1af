import { Column, DataType, Model, Table } from 'sequelize-typescript';

/**
 * Bytes in the storage, once however many files have them. Whoever lets a file refer to them, or takes the last reference away,
 * holds this row's lock, and a key that was given up is never used again: nobody can refer to bytes that are about to go.
 */
@Table({ tableName: 'file_contents', underscored: true, timestamps: false })
export class ContentModel extends Model {
  @Column({ type: DataType.STRING(24), primaryKey: true })
  declare storageKey: string;

  /** In hex; unique. */
  @Column(DataType.STRING(64))
  declare sha256: string;

  @Column(DataType.DATE(3))
  declare createdAt: Date;
}
