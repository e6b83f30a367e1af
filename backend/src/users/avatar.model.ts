import { Column, DataType, Model, Table } from 'sequelize-typescript';

/** One picture for every account, a generated one when none was given: the legacy view needs a row for each (LEGACY quirk 9). */
@Table({ tableName: 'avatars', underscored: true, timestamps: false })
export class AvatarModel extends Model {
  @Column({ type: DataType.STRING(16), primaryKey: true })
  declare userId: string;

  /** PNG, square. */
  @Column(DataType.BLOB)
  declare image: Buffer;

  /** Whether the person gave it, or it was generated. */
  @Column(DataType.BOOLEAN)
  declare custom: boolean;
}
