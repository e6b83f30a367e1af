import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { sqliteModule } from './sqlite-module.js';

/** Milliseconds between two. */
const interval = 2_000;

/**
 * Copies what is in the write-ahead log into the database file, on a connection of its own, beside those who read and write. What it
 * cannot copy, since somebody still reads what was there before, waits for the next time.
 */
export class SqliteCheckpoints implements OnApplicationBootstrap, OnApplicationShutdown {
  private database: InstanceType<typeof sqliteModule.Database> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly path: string) {}

  onApplicationBootstrap(): void {
    this.database = new sqliteModule.Database(this.path, sqliteModule.OPEN_READWRITE, () => undefined);
    this.timer = setInterval(() => this.copy(), interval).unref();
  }

  onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    return new Promise((resolve) => this.database?.close(() => resolve()) ?? resolve());
  }

  /** When it fails, whoever commits copies in the end, and says why he can't. */
  private copy(): void {
    this.database?.exec('PRAGMA wal_checkpoint(PASSIVE)', () => undefined);
  }
}
