import { DataTypes } from 'sequelize';
import type { Migration } from '../migration.js';

/** What a sender says of a file: said when the upload begins, and told with the message. */
export const fileDescriptions: Migration = {
  name: '0008-file-descriptions',
  async up({ queryInterface }) {
    for (const table of ['uploads', 'files']) {
      const columns = await queryInterface.describeTable(table);
      if (!('alt' in columns)) await queryInterface.addColumn(table, 'alt', DataTypes.STRING(1000));
      if (!('voice' in columns)) await queryInterface.addColumn(table, 'voice', DataTypes.STRING(255));
    }
  },
};
