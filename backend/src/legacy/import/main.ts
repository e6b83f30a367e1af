import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import dotenv from 'dotenv';
import { ConfigError, readConfig } from '../../config/config.js';
import { migrate } from '../../database/migrate.js';
import { ImportModule } from './import.module.js';
import { Importer, type Outcome } from './importer.js';
import { oldAccounts } from './old-accounts.js';

const usage =
  'Usage: npm run import-legacy -- mysql://user:password@host:3306/python_chat [table, user_information by default]';

/** Takes in the accounts of an original's database, into the database that the settings name. */
async function run(source: string | undefined, table = 'user_information'): Promise<void> {
  if (!source?.startsWith('mysql://')) throw new ConfigError(usage);
  dotenv.config({ quiet: true });
  const config = readConfig(process.env);
  await migrate(config.database);
  const app = await NestFactory.createApplicationContext(ImportModule.with(config), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const importer = app.get(Importer);
  const counts: Record<Outcome['kind'], number> = {
    imported: 0,
    'imported-without-picture': 0,
    present: 0,
    skipped: 0,
  };
  try {
    for await (const account of oldAccounts(source, table)) {
      const outcome = await importer.import(account);
      counts[outcome.kind]++;
      const name = JSON.stringify(account.name);
      if (outcome.kind === 'skipped') console.log(`Skipped ${name}: ${outcome.why}`);
      if (outcome.kind === 'imported-without-picture') console.log(`${name} has the default picture: ${outcome.why}`);
    }
  } finally {
    await app.close();
  }
  const imported = counts.imported + counts['imported-without-picture'];
  console.log(`Imported ${imported} accounts; ${counts.present} were there already; ${counts.skipped} were skipped.`);
}

try {
  await run(...(process.argv.slice(2) as [string?, string?]));
  process.exit(0);
} catch (error) {
  const isOfSource = (error as { fatal?: unknown; sqlState?: unknown }).sqlState !== undefined || isUnreachable(error);
  const sentence = isOfSource ? `The old database cannot be read: ${(error as Error).message || String(error)}` : error;
  console.error(error instanceof ConfigError ? error.message : sentence);
  process.exit(1);
}

function isUnreachable(error: unknown): boolean {
  return /^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH)$/.test(String((error as { code?: unknown }).code));
}
