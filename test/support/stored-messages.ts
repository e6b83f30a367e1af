import { randomUUID } from 'node:crypto';
import { Sequelize } from 'sequelize';
import { readConfig } from '../../backend/src/config/config.js';
import { sequelizeOptions } from '../../backend/src/database/sequelize-options.js';

/** Rows of one statement. */
const batch = 5000;
const columns = 'room_id, seq, rev, sender_id, client_id, kind, text, created_at, edited_at';

/** What is said in the bulk, as it is now: every tenth message was edited in the end. */
export function bulkText(seq: number): string {
  return isEdited(seq) ? `edited ${seq}` : `message ${seq}`;
}

/**
 * Puts messages into a room behind the back of its server, which must be stopped: `count` of them, and then an edit of every tenth.
 * Returns the room's newest `rev`.
 */
export async function storeInBulk(databaseUrl: string, slug: string, senderId: string, count: number): Promise<number> {
  const { database } = readConfig({ CHAT_DATABASE_URL: databaseUrl });
  const sequelize = new Sequelize(sequelizeOptions(database));
  const [[room]] = (await sequelize.query('SELECT id, last_seq AS seq, last_rev AS rev FROM rooms WHERE slug = ?', {
    replacements: [slug],
  })) as [[{ id: number; seq: number; rev: number }], unknown];
  const now = '2026-01-01 00:00:00.000';
  let rev = room.rev + count;
  for (let start = 1; start <= count; start += batch) {
    const rows = Array.from({ length: Math.min(batch, count + 1 - start) }, (_, n) => {
      const seq = room.seq + start + n;
      const last = isEdited(seq) ? ++rev : room.rev + start + n;
      return [room.id, seq, last, senderId, randomUUID(), 'text', bulkText(seq), now, isEdited(seq) ? now : null];
    });
    await sequelize.query(`INSERT INTO messages (${columns}) VALUES ?`, { replacements: [rows] });
  }
  await sequelize.query('UPDATE rooms SET last_seq = ?, last_rev = ? WHERE id = ?', {
    replacements: [room.seq + count, rev, room.id],
  });
  // Nobody searches here: the server need not index it all first.
  await sequelize.query('REPLACE INTO search_cursors (room_id, rev) VALUES (?, ?)', { replacements: [room.id, rev] });
  await sequelize.close();
  return rev;
}

function isEdited(seq: number): boolean {
  return seq % 10 === 0;
}
