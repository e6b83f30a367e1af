import { DataTypes } from 'sequelize';
import type { Migration } from '../migration.js';

const id = DataTypes.STRING(16);
const moment = DataTypes.DATE(3);
const counter = { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 };

/** Accounts, sessions, rooms, messages, files. */
export const first: Migration = {
  name: '0001-first',
  async up({ createTable, addIndex, dialect }) {
    // SQLite has one size of each, and warns of others.
    const text = dialect === 'sqlite' ? DataTypes.TEXT : DataTypes.TEXT('medium');
    const blob = dialect === 'sqlite' ? DataTypes.BLOB : DataTypes.BLOB('medium');
    await createTable('users', {
      id: { type: id, primaryKey: true },
      username: { type: DataTypes.STRING(32), allowNull: false },
      username_key: { type: DataTypes.STRING(128), allowNull: false, unique: true },
      username_skeleton: { type: DataTypes.STRING(255), allowNull: false, unique: true },
      display_name: { type: DataTypes.STRING(64), allowNull: false },
      password_hash: DataTypes.STRING(255),
      role: { type: DataTypes.STRING(16), allowNull: false, defaultValue: 'member' },
      guest: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      avatar_rev: counter,
      created_at: { type: moment, allowNull: false },
    });
    await createTable('avatars', {
      user_id: { type: id, primaryKey: true },
      image: { type: blob, allowNull: false },
      custom: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    });
    await createTable('sessions', {
      id: { type: DataTypes.STRING(24), primaryKey: true },
      user_id: { type: id, allowNull: false },
      refresh_hash: { type: DataTypes.STRING(64), allowNull: false },
      created_at: { type: moment, allowNull: false },
      expires_at: { type: moment, allowNull: false },
      ended_at: moment,
    });
    await addIndex('sessions', ['user_id']);
    await addIndex('sessions', ['expires_at']);
    await createTable('rooms', {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      slug: { type: DataTypes.STRING(64), allowNull: false, unique: true },
      kind: { type: DataTypes.STRING(16), allowNull: false },
      title: { type: DataTypes.STRING(128), allowNull: false },
      last_seq: counter,
      last_rev: counter,
      indexed_rev: counter,
      created_at: { type: moment, allowNull: false },
    });
    await createTable('room_members', {
      room_id: { type: DataTypes.INTEGER, primaryKey: true },
      user_id: { type: id, primaryKey: true },
      role: { type: DataTypes.STRING(16), allowNull: false, defaultValue: 'member' },
      read_seq: counter,
      cleared_seq: counter,
      joined_at: { type: moment, allowNull: false },
    });
    await addIndex('room_members', ['user_id']);
    await createTable('messages', {
      room_id: { type: DataTypes.INTEGER, primaryKey: true },
      seq: { type: DataTypes.INTEGER, primaryKey: true },
      rev: { type: DataTypes.INTEGER, allowNull: false },
      sender_id: { type: id, allowNull: false },
      client_id: { type: DataTypes.STRING(36), allowNull: false },
      kind: { type: DataTypes.STRING(8), allowNull: false },
      text: { type: text, allowNull: false },
      file_count: counter,
      reaction_count: counter,
      reply_to_seq: DataTypes.INTEGER,
      created_at: { type: moment, allowNull: false },
      edited_at: moment,
      deleted_at: moment,
    });
    await addIndex('messages', ['room_id', 'rev'], { unique: true });
    await addIndex('messages', ['sender_id', 'client_id'], { unique: true });
    await createTable('reactions', {
      room_id: { type: DataTypes.INTEGER, primaryKey: true },
      seq: { type: DataTypes.INTEGER, primaryKey: true },
      emoji: { type: DataTypes.STRING(32), primaryKey: true },
      user_id: { type: id, primaryKey: true },
      created_at: { type: moment, allowNull: false },
    });
    await createTable('message_terms', {
      room_id: { type: DataTypes.INTEGER, primaryKey: true },
      term: { type: DataTypes.STRING(32), primaryKey: true },
      seq: { type: DataTypes.INTEGER, primaryKey: true },
    });
    await createTable('files', {
      id: { type: DataTypes.STRING(40), primaryKey: true },
      uploader_id: { type: id, allowNull: false },
      room_id: DataTypes.INTEGER,
      seq: DataTypes.INTEGER,
      position: counter,
      name: { type: DataTypes.STRING(255), allowNull: false },
      type: { type: DataTypes.STRING(127), allowNull: false },
      size: { type: DataTypes.BIGINT, allowNull: false },
      width: DataTypes.INTEGER,
      height: DataTypes.INTEGER,
      has_thumbnail: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      placeholder: DataTypes.STRING(1024),
      storage_key: { type: DataTypes.STRING(255), allowNull: false },
      created_at: { type: moment, allowNull: false },
    });
    await addIndex('files', ['room_id', 'seq']);
    await addIndex('files', ['uploader_id']);
  },
};
