// `npm run settings-docs`: writes `.env.example` and the tables of docs/operating.md anew, from the code they are about.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { settings } from '../backend/dist/config/settings.js';

const root = resolve(import.meta.dirname, '..');
const read = (path) => readFileSync(join(root, path), 'utf8');

/** What the files should hold, by path. */
export function generatedFiles() {
  const operating = replaceBlock(read('docs/operating.md'), 'settings', settingsTable());
  return new Map([
    ['.env.example', envExample()],
    ['docs/operating.md', replaceBlock(operating, 'rate limits', limitsTable())],
  ]);
}

function envExample() {
  const entries = Object.entries(described()).map(
    ([name, { description, default: value = '' }]) => `# ${description}\n# ${name}=${value}\n`,
  );
  const intro =
    '# Settings of the server. All are optional; what is shown is the default.\n# Copy this file to .env.\n';
  return [intro, ...entries].join('\n');
}

function settingsTable() {
  const rows = Object.entries(described()).map(([name, { description, default: value }]) => [
    `\`${name}\``,
    value === undefined ? '' : `\`${value}\``,
    description,
  ]);
  return table(['Setting', 'Default', 'Meaning'], rows);
}

function described() {
  return z.toJSONSchema(settings, { io: 'input' }).properties;
}

/** From the source, because what each limit is about is said in its comment. */
function limitsTable() {
  const source = read('backend/src/rate-limits/rate-limits.ts');
  const entries = source.matchAll(/\/\*\* (.+)\. \*\/\n\s+\S+: \{ points: (\d+), duration: (\d+) \}/g);
  const rows = [...entries].map(([, what, points, duration]) => [what, points, `${duration} s`]);
  return table(['What', 'Times', 'Within'], rows);
}

/** With columns of one width, as the formatter has them. */
function table(head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column].length)));
  const line = widths.map((width) => '-'.repeat(width));
  const padded = (cells) => cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ');
  return [head, line, ...rows].map((cells) => `| ${padded(cells)} |`).join('\n');
}

/** Between `<!-- name -->` and `<!-- /name -->`. */
function replaceBlock(text, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`There is no place for ${name}.`);
  return `${before}${start}\n${content}\n${end}${after}`;
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, content] of generatedFiles()) writeFileSync(join(root, path), content);
}
