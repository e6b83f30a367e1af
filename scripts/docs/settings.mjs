import { z } from 'zod';
import { settings } from '../../backend/dist/config/settings.js';
import { replaceBlocks, table } from './markdown.mjs';
import { read } from './source.mjs';

/** What operators read: `.env.example` and the tables of docs/operating.md. */
export function settingsDocs() {
  const blocks = { settings: settingsTable(), 'rate limits': limitsTable() };
  return [
    ['.env.example', envExample()],
    ['docs/operating.md', replaceBlocks(read('docs/operating.md'), blocks)],
  ];
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
