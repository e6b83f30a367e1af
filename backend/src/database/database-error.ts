import { AccessDeniedError, ConnectionError, ConnectionRefusedError, HostNotFoundError } from 'sequelize';
import { ConfigError, type DatabaseConfig } from '../config/config.js';

/** One sentence that an operator can act on for a database that is not there; any other error as it is. */
export function describeDatabaseError(error: unknown, database: DatabaseConfig): unknown {
  if (!(error instanceof ConnectionError)) return error;
  if (database.dialect === 'sqlite') {
    return new ConfigError(
      `The SQLite file ${database.path} cannot be opened (${error.message}); check CHAT_DATABASE_URL and CHAT_DATA_DIR.`,
    );
  }
  const { hostname, port, pathname } = new URL(database.url);
  const where = `The database ${decodeURIComponent(pathname.slice(1))} at ${hostname}:${port || 3306}`;
  return new ConfigError(`${where} ${reasonOf(error)}; check CHAT_DATABASE_URL.`);
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
