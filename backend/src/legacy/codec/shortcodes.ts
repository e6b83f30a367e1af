import { createRequire } from 'node:module';
import { graphemes } from './graphemes.js';

interface EmojiEntry {
  emoji: string;
  shortcodes?: string[];
  skins?: { emoji: string }[];
}

const read = createRequire(import.meta.url) as (path: string) => EmojiEntry[];
/** GitHub's names first, since people know them; the others for emoji it has no name for yet. */
const sources = ['emoji-picker-element-data/en/emojibase/data.json', 'emoji-picker-element-data/en/github/data.json'];

const names = new Map<string, string>();
for (const { emoji, shortcodes } of sources.flatMap(read)) {
  const [name] = shortcodes ?? [];
  if (name !== undefined) names.set(withoutVariation(emoji), name);
}

const astral = /[\u{10000}-\u{10FFFF}]/u;
/** Runs of what is neither ASCII nor Chinese or Japanese: no emoji, nor what it is glued together of, is anywhere else. */
const unusual = /[^\x20-\x7E\n\u3000-\u9FFF]+/g;
const modifiers = /[\u{1F3FB}-\u{1F3FF}]/gu;

/** Text without characters beyond U+FFFF, which old Tk builds die on: an emoji as `:name:`, others as `:u20000:` (LEGACY quirk 8). */
export function withShortcodes(text: string): string {
  return replaceAstral(text, (name) => `:${name}:`);
}

/** Replaces each character beyond U+FFFF by what `show` makes of its name. */
export function replaceAstral(text: string, show: (name: string) => string): string {
  if (!astral.test(text)) return text;
  return text.replace(unusual, (run) =>
    Array.from(graphemes(run), (grapheme) => (astral.test(grapheme) ? named(grapheme, show) : grapheme)).join(''),
  );
}

function named(grapheme: string, show: (name: string) => string): string {
  const plain = withoutVariation(grapheme);
  // A skin colour has no name of its own; the gesture is what matters.
  const name = names.get(plain) ?? names.get(plain.replace(modifiers, ''));
  if (name !== undefined) return show(name);
  // U+200D and U+FE0F glue or dress what is no longer there.
  return Array.from(plain.replace(/\u200D/g, ''), (character) =>
    astral.test(character) ? show(nameOfOne(character)) : character,
  ).join('');
}

function nameOfOne(character: string): string {
  return names.get(character) ?? `u${character.codePointAt(0)?.toString(16)}`;
}

function withoutVariation(emoji: string): string {
  return emoji.replace(/\uFE0F/g, '');
}
