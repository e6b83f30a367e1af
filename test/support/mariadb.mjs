import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port.mjs';
import { noteProcess } from './run-directory.mjs';

/** Starts a MariaDB of its own in `dir`; flushes at every commit, as in production. */
export async function startMariadb({ mariadbd, mariadbInstallDb }, dir, port = undefined) {
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  if (port === undefined) {
    mkdirSync(dir, { recursive: true });
    execFileSync(
      mariadbInstallDb,
      ['--no-defaults', `--datadir=${dir}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...asRoot],
      { stdio: 'ignore' },
    );
  }
  const chosen = port ?? (await freePort());
  const child = spawn(
    mariadbd,
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
