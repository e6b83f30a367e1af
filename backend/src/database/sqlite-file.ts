import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '../config/config.js';

/** Makes the file of a database, empty, when it is not there. Throws `ConfigError` when it cannot be written. */
export function prepareSqliteFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, 'a'));
  } catch (error) {
    throw new ConfigError(
      `The SQLite file ${path} cannot be opened (${(error as Error).message}); check CHAT_DATABASE_URL.`,
    );
  }
}
