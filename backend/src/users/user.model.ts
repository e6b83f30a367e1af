import type { UserRole } from '@chat-room/protocol';
import { Column, CreatedAt, DataType, Model, Table } from 'sequelize-typescript';

/** An account. What others may see of it is the protocol's `User`. */
@Table({ tableName: 'users', underscored: true, updatedAt: false })
export class UserModel extends Model {
  /** 12 random characters. */
  @Column({ type: DataType.STRING(16), primaryKey: true })
  declare id: string;

  @Column(DataType.STRING(32))
  declare username: string;

  /** The name without case and Unicode form; unique. */
  @Column(DataType.STRING(128))
  declare usernameKey: string;

  /** The name with look-alike letters made one; unique. */
  @Column(DataType.STRING(255))
  declare usernameSkeleton: string;

  /** The name by which old clients know the person. */
  @Column(DataType.STRING(64))
  declare legacyName: string;

  @Column(DataType.STRING(64))
  declare displayName: string;

  /** argon2id; none for people who sign in elsewhere. */
  @Column(DataType.STRING(255))
  declare passwordHash: string | null;

  /** Hash of the host site's own id of the person; unique, none for people who registered here. */
  @Column(DataType.STRING(64))
  declare hostKey: string | null;

  @Column(DataType.STRING(16))
  declare role: UserRole;

  @Column(DataType.BOOLEAN)
  declare guest: boolean;

  /** Grows with every change of the picture; part of its address. */
  @Column(DataType.INTEGER)
  declare avatarRev: number;

  @CreatedAt
  declare createdAt: Date;
}
