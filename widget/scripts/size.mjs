// How much a page loads first: dist/widget.js with all it imports statically, and every lazy chunk, gzipped.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** KB of 1,000 bytes, gzip -9. */
const budget = 35;
const dist = join(import.meta.dirname, '..', 'dist');
const size = async (path) => gzipSync(await readFile(path), { level: 9 }).length / 1000;

async function withStaticImports(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  const code = await readFile(path, 'utf8');
  for (const [, from] of code.matchAll(/(?:^|[;}\s])(?:import|export)(?:[\w*${},\s]+from)?\s*["'`](\.[^"'`]+)["'`]/g)) {
    await withStaticImports(join(dirname(path), from), seen);
  }
  return seen;
}

const first = await withStaticImports(join(dist, 'widget.js'));
let total = 0;
for (const path of first) total += await size(path);
for (const name of (await readdir(join(dist, 'chunks'))).sort()) {
  const path = join(dist, 'chunks', name);
  const kind = first.has(path) ? 'first' : 'lazy ';
  console.log(`${kind} ${(await size(path)).toFixed(1).padStart(6)} KB  ${relative(dist, path)}`);
}
console.log(`First load: ${total.toFixed(1)} KB gzip of at most ${budget} KB.`);
if (total > budget && process.argv.includes('--strict')) process.exitCode = 1;
