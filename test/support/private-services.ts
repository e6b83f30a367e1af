import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { startMariadb } from './mariadb.mjs';
import { ensurePrograms } from './programs.mjs';
import { startRedis } from './redis.mjs';

/** A service of one test file's own, which it may kill. */
export interface PrivateService {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends the process, the hard way by default; resolves when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again at the same address; resolves when it answers. */
  start(): Promise<void>;
}

/** Keeps nothing on disk: started again, it is empty. */
export async function privateRedis(): Promise<PrivateService> {
  const dir = mkdtempSync(join(process.env.CHAT_TEST_RUN ?? '', 'redis-'));
  const programs = ensurePrograms(['redisServer']);
  return restartable((port) => startRedis(programs, dir, port));
}

/** With an empty database `chat`, which `url` names. */
export async function privateMariadb(): Promise<PrivateService> {
  const dir = join(mkdtempSync(join(process.env.CHAT_TEST_RUN ?? '', 'mariadb-')), 'data');
  const programs = ensurePrograms(['mariadbd', 'mariadbInstallDb']);
  const service = await restartable((port) => startMariadb(programs, dir, port));
  const connection = await createConnection(service.url);
  await connection.query('CREATE DATABASE chat CHARACTER SET utf8mb4');
  await connection.end();
  return Object.create(service, { url: { value: `${service.url}/chat` } }) as PrivateService;
}

async function restartable(
  begin: (port?: number) => Promise<{ process: ChildProcess; url: string; port: number }>,
): Promise<PrivateService> {
  let running = await begin();
  return {
    url: running.url,
    get process() {
      return running.process;
    },
    async kill(signal = 'SIGKILL') {
      const { process } = running;
      if (process.exitCode !== null || process.signalCode !== null) return;
      const gone = new Promise((resolve) => process.once('close', resolve));
      process.kill(signal);
      await gone;
    },
    async start() {
      running = await begin(running.port);
    },
  };
}
