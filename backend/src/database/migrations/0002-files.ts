import { DataTypes } from 'sequelize';
import type { Migration } from '../migration.js';

/** Unfinished uploads, and contents that several files share. */
export const files: Migration = {
  name: '0002-files',
  async up({ createTable, addIndex }) {
    await createTable('uploads', {
      id: { type: DataTypes.STRING(40), primaryKey: true },
      uploader_id: { type: DataTypes.STRING(16), allowNull: false },
      name: { type: DataTypes.STRING(255), allowNull: false },
      size: { type: DataTypes.BIGINT, allowNull: false },
      created_at: { type: DataTypes.DATE(3), allowNull: false },
    });
    await addIndex('uploads', ['uploader_id']);
    await addIndex('uploads', ['created_at']);
    await createTable('file_contents', {
      storage_key: { type: DataTypes.STRING(24), primaryKey: true },
      sha256: { type: DataTypes.STRING(64), allowNull: false, unique: true },
      created_at: { type: DataTypes.DATE(3), allowNull: false },
    });
    await addIndex('files', ['storage_key']);
  },
};
