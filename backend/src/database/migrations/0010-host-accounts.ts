import { DataTypes } from 'sequelize';
import type { Migration } from '../migration.js';

/** Whom the host site's backend signs in: a hash of its own id of the person, since ids compare byte by byte and may be long. */
export const hostAccounts: Migration = {
  name: '0010-host-accounts',
  async up({ queryInterface, addIndex }) {
    const columns = await queryInterface.describeTable('users');
    if (!('host_key' in columns)) await queryInterface.addColumn('users', 'host_key', DataTypes.STRING(64));
    await addIndex('users', ['host_key'], { unique: true });
    await addIndex('users', ['guest', 'created_at']);
  },
};
