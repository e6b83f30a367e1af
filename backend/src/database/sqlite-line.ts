import { sqliteModule } from './sqlite-module.js';
import type { Statement } from './statement.js';
import type { Transactions } from './transactions.js';

/**
 * The short way to the SQLite file for changes that are always alike: a connection that is kept for them, in turn with all other
 * transactions of this process. One of Sequelize's transactions goes there and back for each statement, and takes three times as long.
 * What can be made again need not be flushed at its commit: a machine that loses its power loses the last of it, never what came before
 * something that was flushed.
 */
export class SqliteLine {
  private readonly database: InstanceType<typeof sqliteModule.Database>;

  constructor(
    path: string,
    private readonly transactions: Transactions,
    flush: 'at each commit' | 'with the next of others' = 'at each commit',
  ) {
    const mode = sqliteModule.OPEN_READWRITE | sqliteModule.OPEN_CREATE | sqliteModule.OPEN_FULLMUTEX;
    // What keeps it from opening, the first statement meets again.
    this.database = new sqliteModule.Database(path, mode, () => undefined);
    if (flush === 'with the next of others') this.database.exec('PRAGMA synchronous = NORMAL', () => undefined);
  }

  /**
   * True once everything is committed, and each statement has changed the rows it must. False: most likely nothing has happened, but
   * whoever asks again another way must be able to bear that it had. Never throws.
   */
  run(statements: readonly Statement[]): Promise<boolean> {
    const transaction = ['BEGIN IMMEDIATE', ...statements.map(spelled), 'COMMIT'].join(';\n');
    return this.transactions.inTurn(async () => {
      try {
        await this.execute(transaction);
        return true;
      } catch {
        // It stops at what fails, and so before the commit.
        await this.execute('ROLLBACK').catch(() => undefined);
        return false;
      }
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.database.close(() => resolve()));
  }

  /** All of it in one go, away from the event loop: on a busy machine each way there and back waits for a processor twice. */
  private execute(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.database.exec(sql, (error) => (error ? reject(error) : resolve()));
    });
  }
}

/** With its values in their places, and behind it what fails when it has changed other rows than it must. */
function spelled({ sql, values, rows }: Statement): string {
  let next = 0;
  const statement = sql.replaceAll('?', () => literal(values[next++] ?? null));
  if (rows === undefined) return statement;
  return `${statement};\nSELECT iif(changes() = ${rows}, NULL, json('not ' || changes()))`;
}

function literal(value: string | number | null): string {
  if (typeof value !== 'string') return String(value);
  // In SQLite's literals nothing but the quote means anything. What is executed ends at the first NUL: such a text goes by its bytes.
  if (value.includes('\0')) return `CAST(X'${Buffer.from(value).toString('hex')}' AS TEXT)`;
  return `'${value.replaceAll("'", "''")}'`;
}
