import { enLater } from './en-later.js';
import { english } from './languages.js';
import type { Translate, Word } from './translate.js';

Object.assign(english, enLater);

export type TranslateAll = Translate<Word>;

/** The same function for all words. Who imports it brings the English ones along; other languages have theirs from the start. */
export function laterWords(t: Translate): TranslateAll {
  return t as TranslateAll;
}
