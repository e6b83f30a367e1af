import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** What is built, from what. */
const products = [
  { output: 'protocol/dist/index.js', sources: ['protocol/src', 'protocol/tsconfig.json', 'tsconfig.base.json'] },
  {
    output: 'backend/dist/main.js',
    sources: ['backend/src', 'protocol/src', 'backend/tsconfig.json', 'tsconfig.base.json'],
  },
  {
    output: 'widget/dist/script/widget.js',
    sources: ['widget/src', 'protocol/src', 'widget/vite.config.ts', 'widget/scripts', 'package-lock.json'],
  },
];

/** Builds the product unless everything built is newer than everything it is built from. Throws when the build fails. */
export function buildWhenStale() {
  if (products.every(({ output, sources }) => newest(output) >= Math.max(...sources.map(newest)))) return;
  console.log('Building …');
  const began = new Date();
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    // Under Jest it says "test", with which the widget would be built for development.
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`);
  // The compiler writes only what has changed, but all of it is as new as the sources were then.
  for (const { output } of products) utimesSync(join(root, output), began, began);
}

/** As `buildWhenStale`, for programs: says what failed, and ends the process. */
export function buildOrExit() {
  try {
    buildWhenStale();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

/** When the newest file of a folder (or the file itself) changed, milliseconds since the epoch; 0 when there is none. */
function newest(path) {
  const full = join(root, path);
  const stats = statSync(full, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(full).map((name) => newest(join(path, name))));
}
