import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMariadb } from './mariadb.mjs';
import { ensurePrograms } from './programs.mjs';
import { startRedis } from './redis.mjs';

/** Builds the product once, and starts the databases this run has for itself. Unit tests alone need none of it. */
export default async function globalSetup(_config, projectConfig) {
  const selected = process.argv.join(' ');
  if (/--selectProjects[= ]unit(?: |$)/.test(selected) && !/sqlite|mariadb|whole/.test(selected)) return;
  if (process.env.CHAT_TEST_SKIP_BUILD !== '1') {
    execFileSync('npm', ['run', '--silent', 'build'], {
      cwd: projectConfig.rootDir,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }
  const programs = ensurePrograms();
  const dir = mkdtempSync(join(tmpdir(), 'chat-test-'));
  const mariadb = await startMariadb(programs, join(dir, 'mariadb'));
  const redis = await startRedis(programs, join(dir, 'redis'));
  process.env.CHAT_TEST_MARIADB = mariadb.url;
  process.env.CHAT_TEST_REDIS = redis.url;
  process.env.CHAT_TEST_CHROMIUM = programs.chromium;
  const stop = () => {
    mariadb.process.kill('SIGKILL');
    redis.process.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  // However the run ends, nothing of it stays behind.
  process.once('exit', stop);
  globalThis.stopTestServices = stop;
}
