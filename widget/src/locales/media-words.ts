import { enMedia } from './en-media.js';
import { english } from './languages.js';
import { laterWords } from './later-words.js';
import type { Translate, Word } from './translate.js';

Object.assign(english, enMedia);

export type TranslateAll = Translate<Word>;

/** The same function for all words. */
export function mediaWords(t: Translate): TranslateAll {
  return laterWords(t) as TranslateAll;
}
