import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Builds what the tests run, once, as it is shipped; `CHAT_TEST_SKIP_BUILD=1` takes what is there. */
export function buildProduct() {
  if (process.env.CHAT_TEST_SKIP_BUILD === '1') return;
  // Jest says NODE_ENV=test, with which the widget would be built for development.
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`);
}
