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
  shortcodes?: string[];
}

/** Without the selector that asks for colour where colour is the rule, so that one emoji is one character sequence everywhere. */
const plain = (emoji: string): string => emoji.replace(/^(\p{Emoji_Presentation})\uFE0F$/u, '$1');

const prefix = 'virtual:emoji/';
/** Emoji newer than this are boxes on many machines that are in use. */
const newestVersion = 15;

/**
 * `virtual:emoji/en` and `virtual:emoji/zh`: the emoji in keyboard order as rows of character, group, name, words
 * to find it by, and the shortcodes that are common (`:tada:`). A third of the published data, as a hashed chunk of our own server.
 */
export function emojiData(): Plugin {
  const require = createRequire(import.meta.url);
  return {
    name: 'emoji-data',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null;
      const lang = id.slice(prefix.length + 1);
      const read = async (set: string): Promise<SourceEmoji[]> =>
        JSON.parse(await readFile(require.resolve(`emoji-picker-element-data/${set}/data.json`), 'utf8'));
      const source = await read(`${lang}/cldr`);
      const codes = new Map((await read('en/github')).map(({ emoji, shortcodes = [] }) => [emoji, shortcodes]));
      const rows = source
        .filter(({ version, group }) => version <= newestVersion && group !== 2)
        .sort((a, b) => a.order - b.order)
        .map(({ emoji, group, annotation, tags }) =>
          [
            plain(emoji),
            group,
            annotation,
            (tags ?? []).filter((tag) => !annotation.includes(tag)).join(' '),
            (codes.get(emoji) ?? []).join(' '),
          ].join('\t'),
        );
      return `export default ${JSON.stringify(rows.join('\n'))};`;
    },
  };
}
