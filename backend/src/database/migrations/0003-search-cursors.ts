import { DataTypes } from 'sequelize';
import type { Migration } from '../migration.js';

/** How far each room is indexed moves from the room to the search that owns it. */
export const searchCursors: Migration = {
  name: '0003-search-cursors',
  async up({ createTable, queryInterface, sequelize, dialect }) {
    await createTable('search_cursors', {
      room_id: { type: DataTypes.INTEGER, primaryKey: true },
      rev: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    });
    const rooms = await queryInterface.describeTable('rooms');
    if (rooms.indexed_rev) await sequelize.query('ALTER TABLE rooms DROP COLUMN indexed_rev');
    if (dialect === 'mysql') return;
    // The key is the whole row: stored once, in its order, as InnoDB does by itself. Cursors at 0 have it filled again.
    await sequelize.query('DROP TABLE message_terms');
    await sequelize.query(
      `CREATE TABLE message_terms (room_id INTEGER NOT NULL, term VARCHAR(32) NOT NULL, seq INTEGER NOT NULL,
       PRIMARY KEY (room_id, term, seq)) WITHOUT ROWID`,
    );
  },
};
