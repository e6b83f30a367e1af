import { readFile } from 'node:fs/promises';
import { type Plugin, parseSync } from 'vite';
import { en } from '../src/locales/en.js';
import { enAccount } from '../src/locales/en-account.js';
import { enErrors } from '../src/locales/en-errors.js';
import { enLater } from '../src/locales/en-later.js';
import { enMedia } from '../src/locales/en-media.js';
import { partsOfWidget } from './names-to-shorten.js';
import { type Change, changed, type Node, walk } from './syntax-tree.js';

const words = Object.keys({ ...en, ...enLater, ...enMedia, ...enAccount, ...enErrors });

/** By what short key each word goes. Words whose names are put together somewhere, `error.` and a code, keep them. */
export function shortKeys(names: readonly string[], codes: readonly string[]): ReadonlyMap<string, string> {
  const beginnings = codes.flatMap((code) =>
    [...walk(parseSync('part.ts', code).program as unknown as Node)].flatMap(beginningOf),
  );
  const whole = names.filter((name) => !beginnings.some((beginning) => name.startsWith(beginning)));
  return new Map(whole.map((name, n) => [name, (n < 26 ? n + 10 : n - 26 + 360).toString(36)]));
}

/** With what a name begins that is put together: the group is there, and what belongs to it may be. */
function beginningOf(node: Node): string[] {
  if (node.type !== 'TemplateLiteral' || (node.expressions as unknown[]).length === 0) return [];
  const [first] = node.quasis as { value: { cooked: string } }[];
  const text = first?.value.cooked ?? '';
  return /^\w+\.\w*$/.test(text) ? [text] : [];
}

/** Writes the names of words, `'messages.today'`, as short keys: 0.15 KB of the first load, and more of the rest. */
export function shortWords(): Plugin {
  let keys: ReadonlyMap<string, string>;
  return {
    name: 'short-words',
    apply: 'build',
    enforce: 'post',
    async buildStart() {
      const parts = await partsOfWidget();
      keys = shortKeys(words, await Promise.all(parts.map((path) => readFile(path, 'utf8'))));
    },
    transform(code, id) {
      if (!/\/widget\/src\/.*\.ts$/.test(id)) return null;
      const changes = [...walk(this.parse(code) as unknown as Node)].flatMap((node): Change[] => {
        const key = node.type === 'Literal' ? keys.get(String(node.value)) : undefined;
        return key === undefined ? [] : [{ start: node.start, end: node.end, text: `'${key}'` }];
      });
      return { code: changed(code, changes), map: null };
    },
  };
}
