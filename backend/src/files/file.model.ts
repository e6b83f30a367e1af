import { Column, DataType, Model, Table } from 'sequelize-typescript';

/** A finished upload. It belongs to its uploader alone until a message carries it, and then to those who may see the message. */
@Table({ tableName: 'files', underscored: true, timestamps: false })
export class FileModel extends Model {
  /** The tus upload's id. */
  @Column({ type: DataType.STRING(40), primaryKey: true })
  declare id: string;

  @Column(DataType.STRING(16))
  declare uploaderId: string;

  /** The message that carries it; both null until then. */
  @Column(DataType.INTEGER)
  declare roomId: number | null;

  @Column(DataType.INTEGER)
  declare seq: number | null;

  /** Place among the message's files, from 0. */
  @Column(DataType.INTEGER)
  declare position: number;

  @Column(DataType.STRING(255))
  declare name: string;

  /** Found in the content. */
  @Column(DataType.STRING(127))
  declare type: string;

  @Column(DataType.BIGINT)
  declare size: number;

  /** Bytes that were uploaded: more than are kept of a picture that had metadata. */
  @Column(DataType.BIGINT)
  declare uploadLength: number;

  @Column(DataType.INTEGER)
  declare width: number | null;

  @Column(DataType.INTEGER)
  declare height: number | null;

  /** Servers before 0009 look at it alone; with it, and without `thumbnails`, there is the `medium` one. */
  @Column(DataType.BOOLEAN)
  declare hasThumbnail: boolean;

  /** Kinds, with commas between. */
  @Column(DataType.STRING(64))
  declare thumbnails: string | null;

  /** A `data:` URL of at most 1 KB. */
  @Column(DataType.STRING(1024))
  declare placeholder: string | null;

  /** What is to be seen, in the sender's words. */
  @Column(DataType.STRING(1000))
  declare alt: string | null;

  /** JSON: how a recorded message sounds. */
  @Column(DataType.STRING(255))
  declare voice: string | null;

  /** Where the bytes are, for the storage. */
  @Column(DataType.STRING(255))
  declare storageKey: string;

  @Column(DataType.DATE(3))
  declare createdAt: Date;
}
