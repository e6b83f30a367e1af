import { DataTypes } from 'sequelize';
import type { Migration } from '../migration.js';

/** How long an upload was before a picture's metadata were taken out: uploaders are told of what they sent. */
export const uploadLength: Migration = {
  name: '0005-upload-length',
  async up({ queryInterface }) {
    if ('upload_length' in (await queryInterface.describeTable('files'))) return;
    await queryInterface.addColumn('files', 'upload_length', { type: DataTypes.BIGINT, allowNull: true });
  },
};
