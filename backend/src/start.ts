import dotenv from 'dotenv';
import { type Config, ConfigError, readConfig } from './config/config.js';
import { prepareDataDir } from './config/data-dir.js';
import { migrate } from './database/migrate.js';
import { claimSqliteFile } from './database/sqlite-claim.js';
import { prepareStorage } from './files/storage/open-storage.js';

/** Starts the server; on anything an operator can mend: one sentence on standard error, exit 1. */
export async function start(environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    dotenv.config({ quiet: true, processEnv: environment as Record<string, string> });
    const config = readConfig(environment);
    const migrated = await prepare(config);
    // Two thousand modules, read once there is something to serve: what is wrong is said before.
    const { serve } = await import('./serve.js');
    await serve(config, migrated);
  } catch (error) {
    const sentence = error instanceof ConfigError ? error.message : error;
    console.error(sentence);
    process.exit(1);
  }
}

/** Sees to all that the data needs; gives the names of the migrations that ran. */
async function prepare(config: Config): Promise<string[]> {
  prepareDataDir(config.dataDir);
  await prepareStorage(config.storage);
  if (config.database.dialect === 'sqlite') await claimSqliteFile(config.database.path);
  return migrate(config.database);
}
