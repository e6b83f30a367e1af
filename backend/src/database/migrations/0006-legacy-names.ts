import { DataTypes, QueryTypes } from 'sequelize';
import type { Migration } from '../migration.js';
import { defineUserInformation } from './0004-legacy-view.js';

const beyond = /[\u{10000}-\u{10FFFF}]/gu;

/** Old clients die of characters beyond U+FFFF in names too: they know people by names without them, and look those up. */
export const legacyNames: Migration = {
  name: '0006-legacy-names',
  async up(context) {
    const { queryInterface, sequelize } = context;
    const columns = await queryInterface.describeTable('users');
    if (!columns.legacy_name) {
      await queryInterface.addColumn('users', 'legacy_name', {
        type: DataTypes.STRING(64),
        allowNull: false,
        defaultValue: '',
      });
    }
    await sequelize.query('UPDATE users SET legacy_name = username');
    const users = await sequelize.query<{ id: string; username: string }>('SELECT id, username FROM users', {
      type: QueryTypes.SELECT,
    });
    for (const { id, username } of users) {
      const shown = username.replace(beyond, '□');
      if (shown === username) continue;
      await sequelize.query('UPDATE users SET legacy_name = :name WHERE id = :id', {
        replacements: { id, name: `${shown}:${id}` },
      });
    }
    await context.addIndex('users', ['legacy_name']);
    if (context.dialect === 'sqlite') return;
    await defineUserInformation(context, 'legacy_name');
  },
};
