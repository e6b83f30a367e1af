import { join } from 'node:path';
import { installMariadb, startMariadb } from '../mariadb.mjs';
import { ensurePrograms } from '../programs.mjs';
import { startRedis } from '../redis.mjs';
import { openRunDirectory, sweep } from '../run-directory.mjs';
import { buildProduct } from './build-product.mjs';

/** What this run has already; several of Jest's projects ask for the same things. */
const ready = new Map();

const makers = {
  build: () => buildProduct(),
  chromium: () => {
    process.env.CHAT_TEST_CHROMIUM = ensurePrograms(['chromium']).chromium;
  },
  python: () => {
    process.env.CHAT_TEST_PYTHON = ensurePrograms(['python']).python;
  },
  mariadb: async () => {
    const programs = ensurePrograms(['mariadbd', 'mariadbInstallDb']);
    // Some tests have one of their own, a copy of this.
    const empty = join(openRunDirectory(), 'mariadb-empty');
    installMariadb(programs, empty);
    process.env.CHAT_TEST_EMPTY_MARIADB = empty;
    const { url } = await startMariadb(programs, join(openRunDirectory(), 'mariadb'));
    process.env.CHAT_TEST_MARIADB = url;
  },
  redis: async () => {
    const { url } = await startRedis(ensurePrograms(['redisServer']), join(openRunDirectory(), 'redis'));
    process.env.CHAT_TEST_REDIS = url;
  },
};

/** Gets ready what a Jest project needs: the built product, a browser, databases of this run's own. */
export async function prepare(...needs) {
  openRunDirectory();
  try {
    for (const need of needs) {
      if (!ready.has(need)) ready.set(need, makers[need]());
      await ready.get(need);
    }
  } catch (error) {
    await sweep();
    // Jest prints the error and ends without asking its reporters.
    process.once('exit', () => process.stdout.write('0 passed, 1 failed\n'));
    throw error;
  }
}
