import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port.mjs';
import { noteProcess } from './run-directory.mjs';

const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];

/** Makes an empty database server in `dir`, which takes seconds. */
export function installMariadb({ mariadbInstallDb }, dir) {
  mkdirSync(dir, { recursive: true });
  execFileSync(
    mariadbInstallDb,
    ['--no-defaults', `--datadir=${dir}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot],
    { stdio: 'ignore' },
  );
}

/**
 * Starts a MariaDB of its own in `dir`, a copy of the empty one of this run if there is one; flushes at every commit, as in
 * production.
 */
export async function startMariadb(programs, dir, port = undefined) {
  const empty = process.env.CHAT_TEST_EMPTY_MARIADB;
  if (port === undefined) await (empty ? cp(empty, dir, { recursive: true }) : installMariadb(programs, dir));
  const chosen = port ?? (await freePort());
  const child = spawn(
    programs.mariadbd,
    [
      '--no-defaults',
      `--datadir=${dir}`,
      `--port=${chosen}`,
      '--bind-address=127.0.0.1',
      `--socket=${join(dir, 's')}`,
      '--innodb-flush-log-at-trx-commit=1',
      ...asRoot,
    ],
    { stdio: 'ignore' },
  );
  noteProcess(child);
  const url = `mysql://root@127.0.0.1:${chosen}`;
  await answering(url, child);
  return { process: child, url, port: chosen, dir };
}

async function answering(url, child) {
  for (const end = Date.now() + 60_000; ; ) {
    try {
      const connection = await createConnection(url);
      await connection.end();
      return;
    } catch (error) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`MariaDB did not start: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
