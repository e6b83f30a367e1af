import type { Connection, RowDataPacket } from 'mysql2';
import { mysqlCredentials, sessionSettings } from './sequelize-options.js';
import type { Query } from './statement.js';

/** Milliseconds to reach the database; meanwhile everything goes another way. */
const connectTimeout = 10_000;

/**
 * The short way to MySQL or MariaDB for changes that are always alike: a connection that is kept for them, and a transaction that goes in
 * one packet. Rows that other nodes want to change as well are locked for the database's own time only, and never by a node that is
 * frozen. While the line is not open, nothing goes through.
 */
export class MysqlLine {
  private connection: Connection | undefined;
  private opening: Promise<void> | undefined;

  constructor(private readonly url: string) {}

  /**
   * Gives the row that `question` finds, asked last, once everything is committed. `undefined`: most likely nothing has happened, but the
   * line may have broken in the middle of a commit; whoever asks again another way must be able to bear that it had. Never throws.
   * One call at a time.
   */
  async run(statements: readonly Query[], question: Query): Promise<Record<string, number> | undefined> {
    const { connection } = this;
    if (!connection) {
      this.opening ??= this.open();
      return undefined;
    }
    try {
      const results = await answers(connection, [...statements, question, commit]);
      return results.at(-2)?.[0];
    } catch {
      // The database stops at what fails, and so before the commit.
      await answers(connection, [rollback]).catch(() => this.drop(connection));
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.opening;
    this.connection?.end();
    this.connection = undefined;
  }

  /** Never rejects: what is wrong Sequelize's own connections tell, and with the next transaction it is tried again. */
  private async open(): Promise<void> {
    // Not read where the database is SQLite.
    const { createConnection } = await import('mysql2');
    const connection = createConnection({
      ...mysqlCredentials(this.url),
      charset: 'utf8mb4',
      connectTimeout,
      multipleStatements: true,
    });
    connection.on('error', () => this.drop(connection));
    try {
      await answers(
        connection,
        [...sessionSettings, 'SET SESSION autocommit = 0'].map((sql) => ({ sql, values: [] })),
      );
      this.connection = connection;
    } catch {
      this.drop(connection);
    } finally {
      this.opening = undefined;
    }
  }

  private drop(connection: Connection): void {
    if (this.connection === connection) this.connection = undefined;
    connection.destroy();
  }
}

const commit: Query = { sql: 'COMMIT', values: [] };
const rollback: Query = { sql: 'ROLLBACK', values: [] };

/** One for each query. Without the package's own promises, which take longer than the statement does to be made. */
function answers(connection: Connection, queries: readonly Query[]): Promise<readonly RowDataPacket[][]> {
  const sql = queries.map((query) => query.sql).join(';');
  const values = queries.flatMap((query) => query.values);
  return new Promise((resolve, reject) => {
    connection.query<RowDataPacket[][]>(sql, values, (error, results) => {
      if (error) reject(error);
      else resolve(results);
    });
  });
}
