import { promisify } from 'node:util';
import { createConnection, escapeId, type RowDataPacket } from 'mysql2';

export interface OldAccount {
  readonly name: string;
  readonly password: string;
  readonly picture: Buffer | null;
}

/** The accounts of an original's database, one after the other: their pictures would not all fit into memory. */
export async function* oldAccounts(url: string, table: string): AsyncGenerator<OldAccount> {
  const connection = createConnection(url);
  try {
    await promisify((connected: (error: Error | null) => void) => connection.connect(connected))();
    const sql = `SELECT user_name, password, data FROM ${escapeId(table)}`;
    for await (const row of connection.query<RowDataPacket[]>(sql).stream()) {
      const { user_name: name, password, data } = row as RowDataPacket;
      yield {
        name: String(name ?? ''),
        password: String(password ?? ''),
        picture: Buffer.isBuffer(data) ? data : null,
      };
    }
  } finally {
    connection.destroy();
  }
}
