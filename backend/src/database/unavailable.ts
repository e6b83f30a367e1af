import { ConnectionError, DatabaseError } from 'sequelize';

const codes =
  /^(ECONN|EPIPE|ETIMEDOUT|PROTOCOL_|ER_SERVER_SHUTDOWN|ER_NORMAL_SHUTDOWN|ER_CON_COUNT|ER_CONNECTION_KILLED|ER_LOCK_|SQLITE_BUSY)/;

/** Whether it is not the fault of what was asked: the database is away or has no time, and the same may well succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof ConnectionError) return true;
  return error instanceof DatabaseError && codes.test(String((error.parent as { code?: unknown }).code));
}
