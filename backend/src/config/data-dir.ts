import { accessSync, constants, mkdirSync } from 'node:fs';
import { ConfigError } from './config.js';

/** Makes the data directory when it is not there. Throws `ConfigError` when nothing can be kept in it. */
export function prepareDataDir(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new ConfigError(
      `The data directory ${path} cannot be used (${(error as Error).message}); check CHAT_DATA_DIR.`,
    );
  }
}
