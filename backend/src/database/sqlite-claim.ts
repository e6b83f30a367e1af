import sqlite3 from 'sqlite3';
import { ConfigError } from '../config/config.js';
import { prepareSqliteFile } from './sqlite-file.js';

/** Milliseconds that a server which is about to end has to let go. */
const patience = 5000;

/** Held for as long as the process lives; the system lets go of them, however it ends. */
const claims: sqlite3.Database[] = [];

/**
 * Makes this process the one server on a SQLite file: two would neither hear each other nor migrate one after the other. The lock
 * is on a file of its own beside it, so that other programs can read the database and back it up. Throws `ConfigError`.
 */
export async function claimSqliteFile(path: string): Promise<void> {
  prepareSqliteFile(path);
  const claim = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(`${path}.lock`, (error) => (error ? reject(error) : resolve(opened)));
  });
  claim.configure('busyTimeout', patience);
  const failure = await new Promise<Error | null>((resolve) => claim.exec('BEGIN EXCLUSIVE', resolve));
  if (failure) {
    const reason = /SQLITE_BUSY/.test(failure.message)
      ? 'is in use by another server'
      : `cannot be locked (${failure.message})`;
    throw new ConfigError(`The SQLite file ${path} ${reason}; several servers share a MySQL or MariaDB database.`);
  }
  claims.push(claim);
}
