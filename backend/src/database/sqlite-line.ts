import type { OnApplicationShutdown } from '@nestjs/common';
import { DirectLine, type Statement } from './direct-line.js';
import { sqliteModule } from './sqlite-module.js';
import type { Transactions } from './transactions.js';

/** To the SQLite file, in turn with all other transactions of this process. */
export class SqliteLine extends DirectLine implements OnApplicationShutdown {
  private readonly database: InstanceType<typeof sqliteModule.Database>;

  constructor(
    path: string,
    private readonly transactions: Transactions,
  ) {
    super();
    const mode = sqliteModule.OPEN_READWRITE | sqliteModule.OPEN_CREATE | sqliteModule.OPEN_FULLMUTEX;
    // What keeps it from opening, the first statement meets again.
    this.database = new sqliteModule.Database(path, mode, () => undefined);
  }

  run(statements: readonly Statement[]): Promise<boolean> {
    return this.transactions.inTurn(async () => {
      try {
        await this.change('BEGIN IMMEDIATE');
        for (const { sql, values, rows } of statements) {
          if ((await this.change(sql, values)) !== rows) throw new Error('Other rows than expected.');
        }
        await this.change('COMMIT');
        return true;
      } catch {
        await this.change('ROLLBACK').catch(() => undefined);
        return false;
      }
    });
  }

  onApplicationShutdown(): Promise<void> {
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
