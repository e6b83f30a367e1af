import type { Sequelize, Transaction } from 'sequelize';
import { storedMoment } from '../../database/stored-moment.js';
import type { MessageRow } from '../message-row.js';

const columns =
  'room_id, seq, rev, sender_id, client_id, kind, text, file_count, reaction_count, reply_to_seq, created_at';

/**
 * Stores new messages, in plain SQL: on the path of every message Sequelize's `bulkCreate`, which makes a model of each row, takes
 * three times the processor time (28 µs a row against 8).
 */
export async function insertMessages(
  sequelize: Sequelize,
  transaction: Transaction,
  rows: readonly MessageRow[],
): Promise<void> {
  const dialect = sequelize.getDialect() === 'sqlite' ? 'sqlite' : 'mysql';
  const values = rows.map((row) => [
    row.roomId,
    row.seq,
    row.rev,
    row.senderId,
    row.clientId,
    row.kind,
    row.text,
    row.fileCount,
    row.reactionCount,
    row.replyToSeq,
    storedMoment(row.createdAt, dialect),
  ]);
  await sequelize.query(`INSERT INTO messages (${columns}) VALUES ?`, { replacements: [values], transaction });
}
