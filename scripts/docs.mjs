// `npm run docs`: writes anew what docs say that the code says already. With `--check` it only names what is out of date.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { apiDocs } from './docs/api.mjs';
import { elementDocs } from './docs/element.mjs';
import { settingsDocs } from './docs/settings.mjs';
import { read } from './docs/source.mjs';

const root = resolve(import.meta.dirname, '..');
const documents = [...settingsDocs(), ...apiDocs(), ...(await elementDocs())];
const stale = documents.filter(([path, content]) => read(path) !== content);

if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is out of date: npm run docs`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, content] of stale) writeFileSync(resolve(root, path), content);
}
