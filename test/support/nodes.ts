import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type PrivateService, privateMariadb, privateRedis } from './private-services.js';
import { startServer, type TestServer } from './server.js';

/** Several servers that are one chat, on a database and a Redis of their own. */
export interface Nodes {
  readonly redis: PrivateService;
  readonly mariadb: PrivateService;
  readonly nodes: readonly [TestServer, TestServer];
  stop(): Promise<void>;
}

export async function startNodes(env: Record<string, string> = {}): Promise<Nodes> {
  const [redis, mariadb] = await Promise.all([privateRedis(), privateMariadb()]);
  const shared = {
    CHAT_REDIS_URL: redis.url,
    CHAT_SECRET: randomBytes(32).toString('hex'),
    CHAT_DATA_DIR: mkdtempSync(join(process.env.CHAT_TEST_RUN ?? '', 'shared-')),
    // Longer than it takes a client to change nodes on a busy machine.
    CHAT_LEAVE_GRACE_MS: '8000',
    ...env,
  };
  const start = () => startServer({ databaseUrl: mariadb.url, env: shared });
  const nodes = await Promise.all([start(), start()]);
  return {
    redis,
    mariadb,
    nodes,
    async stop() {
      for (const node of nodes) await node.kill('SIGKILL');
      for (const node of nodes) await node.stop();
      await Promise.all([redis.kill(), mariadb.kill()]);
    },
  };
}
