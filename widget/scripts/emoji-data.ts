import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

interface SourceEmoji {
  emoji: string;
  annotation: string;
  tags?: string[];
  group: number;
  order: number;
  version: number;
  skins?: unknown[];
}

const prefix = 'virtual:emoji/';
/** Emoji newer than this are boxes on many machines that are in use. */
const newestVersion = 15;

/**
 * `virtual:emoji/en` and `virtual:emoji/zh`: the emoji in keyboard order as rows of character, group, name and words
 * to find it by. A third of the published data, as a hashed chunk of our own server.
 */
export function emojiData(): Plugin {
  const require = createRequire(import.meta.url);
  return {
    name: 'emoji-data',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null;
      const lang = id.slice(prefix.length + 1);
      const path = require.resolve(`emoji-picker-element-data/${lang}/cldr/data.json`);
      const source: SourceEmoji[] = JSON.parse(await readFile(path, 'utf8'));
      const rows = source
        .filter(({ version, group }) => version <= newestVersion && group !== 2)
        .sort((a, b) => a.order - b.order)
        .map(({ emoji, group, annotation, tags }) =>
          [emoji, group, annotation, (tags ?? []).filter((tag) => !annotation.includes(tag)).join(' ')].join('\t'),
        );
      return `export default ${JSON.stringify(rows.join('\n'))};`;
    },
  };
}
