// What a page loads, gzipped: first (widget.js and all it imports statically, with which one can chat), and every lazy chunk.
// The widget's figures in docs/performance.md are what this prints.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * KB of 1,000 bytes, gzip -9. `first` is what somebody loads who has a session and sees a room of text and writes in it, `newcomer` somebody
 * who logs in before, `launcher` what a closed launcher loads. `test/browser/weight.test.ts` holds a browser to them.
 */
const budgets = JSON.parse(await readFile(join(import.meta.dirname, 'budgets.json'), 'utf8'));
const dist = join(import.meta.dirname, '../dist/script');
const size = async (path) => gzipSync(await readFile(path), { level: 9 }).length / 1000;
const total = async (paths) => (await Promise.all([...paths].map(size))).reduce((sum, each) => sum + each, 0);

async function withStaticImports(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  const code = await readFile(path, 'utf8');
  for (const [, from] of code.matchAll(/(?:^|[;}\s])(?:import|export)(?:[\w*${},\s]+from)?\s*["'`](\.[^"'`]+)["'`]/g)) {
    await withStaticImports(join(dirname(path), from), seen);
  }
  return seen;
}

async function withChunk(name, loaded) {
  const all = new Set(loaded);
  const file = new RegExp(`^${name}-[\\w-]{6}\\.js$`);
  for (const each of names) if (file.test(each)) await withStaticImports(join(dist, 'chunks', each), all);
  return all;
}

const names = (await readdir(join(dist, 'chunks'))).filter((name) => name.endsWith('.js')).sort();
const first = await withStaticImports(join(dist, 'widget.js'));
const launcher = await withChunk('launcher', first);
const newcomer = await withChunk('auth-card', first);
for (const name of names) {
  const path = join(dist, 'chunks', name);
  const kind = first.has(path) ? 'first' : 'lazy ';
  console.log(`${kind} ${(await size(path)).toFixed(1).padStart(6)} KB  ${relative(dist, path)}`);
}
for (const [name, paths] of Object.entries({ first, launcher, newcomer })) {
  const kilobytes = await total(paths);
  console.log(`In all, ${name}: ${kilobytes.toFixed(1)} KB gzip of at most ${budgets[name]} KB.`);
  if (kilobytes > budgets[name] && process.argv.includes('--strict')) process.exitCode = 1;
}
