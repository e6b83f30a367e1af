import { DataTypes } from 'sequelize';
import type { Migration } from '../migration.js';

/** Which server works on an upload, and until when it may. */
export const uploadLeases: Migration = {
  name: '0007-upload-leases',
  async up({ queryInterface }) {
    const columns = await queryInterface.describeTable('uploads');
    if (!('holder' in columns)) await queryInterface.addColumn('uploads', 'holder', DataTypes.STRING(64));
    if (!('held_until' in columns)) await queryInterface.addColumn('uploads', 'held_until', DataTypes.DATE(3));
  },
};
