import type { OnApplicationShutdown } from '@nestjs/common';
import { type Connection, createConnection, type ResultSetHeader } from 'mysql2';
import { DirectLine, type Statement } from './direct-line.js';
import { mysqlCredentials, sessionSettings } from './sequelize-options.js';

/** Milliseconds to reach the database; meanwhile everything goes another way. */
const connectTimeout = 10_000;

/** To MySQL or MariaDB. Its first statement begins the transaction, which saves an answer. While it is not open, nothing goes through. */
export class MysqlLine extends DirectLine implements OnApplicationShutdown {
  private connection: Connection | undefined;
  private opening: Promise<void> | undefined;

  constructor(private readonly url: string) {
    super();
  }

  async run(statements: readonly Statement[]): Promise<boolean> {
    const { connection } = this;
    if (!connection) {
      this.opening ??= this.open();
      return false;
    }
    try {
      const isDone = await areDone(connection, statements);
      await changedBy(connection, isDone ? 'COMMIT' : 'ROLLBACK');
      return isDone;
    } catch {
      this.close(connection);
      return false;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.opening;
    this.connection?.end();
    this.connection = undefined;
  }

  /** Never rejects: what is wrong Sequelize's own connections tell, and with the next transaction it is tried again. */
  private async open(): Promise<void> {
    const connection = createConnection({ ...mysqlCredentials(this.url), charset: 'utf8mb4', connectTimeout });
    connection.on('error', () => this.close(connection));
    try {
      for (const setting of [...sessionSettings, 'SET SESSION autocommit = 0']) await changedBy(connection, setting);
      this.connection = connection;
    } catch {
      this.close(connection);
    } finally {
      this.opening = undefined;
    }
  }

  private close(connection: Connection): void {
    if (this.connection === connection) this.connection = undefined;
    connection.destroy();
  }
}

/** Throws when the line is broken. */
async function areDone(connection: Connection, statements: readonly Statement[]): Promise<boolean> {
  for (const { sql, values, rows } of statements) {
    try {
      if ((await changedBy(connection, sql, values)) !== rows) return false;
    } catch (error) {
      if ((error as { fatal?: boolean }).fatal) throw error;
      return false;
    }
  }
  return true;
}

/** How many rows it changed. Without the package's own promises, which take longer than the statement does to be made. */
function changedBy(connection: Connection, sql: string, values: Statement['values'] = []): Promise<number> {
  return new Promise((resolve, reject) => {
    connection.query<ResultSetHeader>(sql, [...values], (error, result) => {
      if (error) reject(error);
      else resolve(result.affectedRows);
    });
  });
}
