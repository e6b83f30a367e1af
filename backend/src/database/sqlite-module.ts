import sqlite3 from 'sqlite3';

/** Milliseconds to wait for somebody else's lock: a backup, say. */
const patience = 15_000;

/**
 * Pages of the write-ahead log (4 KB each) after which whoever commits first copies them into the file. Before it comes to that,
 * `SqliteCheckpoints` has done it, for which nobody waits: SQLite's own 1,000 made one message in a hundred late by 10 ms.
 */
const longestLog = 8_000;

/** A connection as this chat wants it. Sequelize runs no hook on those it opens, so it is made here. */
class Database extends sqlite3.Database {
  private cannotOpen = false;

  constructor(path: string, mode: number, opened: (error: Error | null) => void) {
    super(path, mode, (error) => {
      this.cannotOpen = error !== null;
      opened(error);
    });
    this.configure('busyTimeout', patience);
    // Nobody who reads waits for who writes; and what was acknowledged is on disk, not in the operating system's memory.
    // A file that is no database says so again to the first question, where somebody hears it.
    const settings = ['journal_mode = WAL', 'synchronous = FULL', `wal_autocheckpoint = ${longestLog}`];
    this.exec(settings.map((setting) => `PRAGMA ${setting};`).join(''), () => undefined);
  }

  /** sqlite3 never calls back where there is nothing to close. */
  override close(closed?: (error: Error | null) => void): void {
    if (this.cannotOpen) closed?.(null);
    else super.close(closed);
  }
}

export const sqliteModule = { ...sqlite3, Database };
