import {
  AccessDeniedError,
  ConnectionError,
  ConnectionRefusedError,
  DatabaseError,
  HostNotFoundError,
} from 'sequelize';
import { MigrationError } from 'umzug';
import { ConfigError, type DatabaseConfig } from '../config/config.js';

/** One sentence that an operator can act on for a database that is not there; any other error as it is. */
export function describeDatabaseError(thrown: unknown, database: DatabaseConfig): unknown {
  const error = thrown instanceof MigrationError ? thrown.cause : thrown;
  if (database.dialect === 'sqlite') return describeSqliteError(error, database.path);
  if (!(error instanceof ConnectionError)) return error;
  const { hostname, port, pathname } = new URL(database.url);
  const where = `The database ${decodeURIComponent(pathname.slice(1))} at ${hostname}:${port || 3306}`;
  return new ConfigError(`${where} ${reasonOf(error)}; check CHAT_DATABASE_URL.`);
}

function describeSqliteError(error: unknown, path: string): unknown {
  if (!(error instanceof DatabaseError)) return error;
  switch ((error.parent as { code?: string }).code) {
    case 'SQLITE_NOTADB':
      return new ConfigError(`The file ${path} is not a SQLite database; check CHAT_DATABASE_URL.`);
    case 'SQLITE_CORRUPT':
      return new ConfigError(`The SQLite file ${path} is damaged; restore it from a backup.`);
    case 'SQLITE_FULL':
      return new ConfigError(`The disk of the SQLite file ${path} is full; make room on it.`);
    case 'SQLITE_READONLY':
    case 'SQLITE_IOERR':
      return new ConfigError(`The SQLite file ${path} cannot be written (${error.message}); check its disk.`);
    default:
      return error;
  }
}

function reasonOf(error: ConnectionError): string {
  if (error instanceof ConnectionRefusedError) return 'refuses the connection: nothing listens there';
  if (error instanceof HostNotFoundError) return 'cannot be found: no such host';
  if (error instanceof AccessDeniedError) return 'refuses the user or the password';
  const code = (error.parent as { code?: string } | undefined)?.code;
  if (code === 'ER_BAD_DB_ERROR') return 'does not exist: create it first';
  if (code === 'ER_DBACCESS_DENIED_ERROR') return 'does not exist, or its user may not use it';
  return `cannot be reached (${error.message})`;
}
