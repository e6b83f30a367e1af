import { sqliteModule } from './sqlite-module.js';
import type { Statement } from './statement.js';
import type { Transactions } from './transactions.js';

/**
 * The short way to the SQLite file for changes that are always alike: a connection that is kept for them, in turn with all other
 * transactions of this process. One of Sequelize's transactions, each of which opens a connection, takes five times as long.
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
    return this.transactions.inTurn(async () => {
      try {
        await this.change('BEGIN IMMEDIATE');
        for (const { sql, values, rows } of statements) {
          const changed = await this.change(sql, values);
          if (rows !== undefined && changed !== rows) throw new Error('Other rows than expected.');
        }
        await this.change('COMMIT');
        return true;
      } catch {
        await this.change('ROLLBACK').catch(() => undefined);
        return false;
      }
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.database.close(() => resolve()));
  }

  /** How many rows it changed. */
  private change(sql: string, values: readonly unknown[] = []): Promise<number> {
    return new Promise((resolve, reject) => {
      this.database.run(sql, values, function done(this: { changes: number }, error: Error | null) {
        if (error) reject(error);
        else resolve(this.changes);
      });
    });
  }
}
