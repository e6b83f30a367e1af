import { enLater } from './en-later.js';
import { english } from './languages.js';
import type { LaterWord, Translate } from './translate.js';

Object.assign(english, enLater);

export type TranslateLater = Translate<LaterWord>;

/**
 * The same function for all words but those of pictures, files and sound. Who imports it brings the English ones along; other
 * languages have theirs from the start.
 */
export function laterWords(t: Translate): TranslateLater {
  return t as TranslateLater;
}
