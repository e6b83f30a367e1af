import { DataTypes } from 'sequelize';
import type { Migration } from '../migration.js';

/** Which thumbnails a picture has; those of before have the one that there was. */
export const thumbnailSizes: Migration = {
  name: '0009-thumbnail-sizes',
  async up({ queryInterface }) {
    if ('thumbnails' in (await queryInterface.describeTable('files'))) return;
    await queryInterface.addColumn('files', 'thumbnails', DataTypes.STRING(64));
  },
};
