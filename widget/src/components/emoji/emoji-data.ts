import type { Language } from '../../locales/languages.js';

/** Groups of Unicode's list; group 2, parts of other emoji, is nothing to choose. */
export const emojiGroups = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;
export type GroupId = (typeof emojiGroups)[number];

export interface Emoji {
  readonly emoji: string;
  readonly group: number;
  readonly name: string;
  /** Lower case; name and other words. */
  readonly words: string;
  /** As they are written between colons. */
  readonly shortcodes: readonly string[];
}

/** A chunk of our own server each, cached for ever. */
const sources: Readonly<Record<Language, () => Promise<{ default: string }>>> = {
  en: () => import('virtual:emoji/en'),
  'zh-CN': () => import('virtual:emoji/zh'),
};

const loaded = new Map<Language, readonly Emoji[]>();

export function parseEmoji(rows: string): Emoji[] {
  return rows.split('\n').map((row) => {
    const [emoji = '', group, name = '', tags = '', codes = ''] = row.split('\t');
    const words = `${name} ${tags} ${codes}`.toLocaleLowerCase();
    return { emoji, group: Number(group), name, words, shortcodes: codes.split(' ') };
  });
}

export async function loadEmoji(lang: Language): Promise<readonly Emoji[]> {
  const known = loaded.get(lang) ?? parseEmoji((await sources[lang]()).default);
  loaded.set(lang, known);
  return known;
}

/** Emoji that have every word of the query in theirs; those first whose shortcode or name begins with it. */
export function searchEmoji(all: readonly Emoji[], query: string): Emoji[] {
  const wanted = query.trim().toLocaleLowerCase();
  const words = wanted.split(/\s+/);
  return all
    .filter((emoji) => emoji.emoji === query.trim() || words.every((word) => emoji.words.includes(word)))
    .sort((a, b) => rank(b, wanted) - rank(a, wanted))
    .slice(0, 120);
}

function rank({ words, shortcodes }: Emoji, wanted: string): number {
  if (shortcodes.includes(wanted)) return 2;
  return Number(words.startsWith(wanted) || shortcodes.some((code) => code.startsWith(wanted)));
}

/** The one that is written as `:shortcode:`. */
export function emojiNamed(all: readonly Emoji[], shortcode: string): Emoji[] {
  return all.filter(({ shortcodes }) => shortcodes.includes(shortcode.toLowerCase()));
}
