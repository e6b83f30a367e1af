import { ChatClientError } from './client-error.js';
import type { Connection } from './types.js';

/** Resolves when connected; throws `offline` after `milliseconds`. */
export function whenOnline(connection: Connection, milliseconds = 15_000): Promise<void> {
  if (connection.state === 'online') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = connection.subscribe(() => connection.state === 'online' && end(resolve));
    const timer = setTimeout(() => end(() => reject(new ChatClientError('offline'))), milliseconds);
    const end = (then: () => void): void => {
      clearTimeout(timer);
      stop();
      then();
    };
  });
}
