import { enAccount } from './en-account.js';
import { english } from './languages.js';
import type { AccountWord, Translate, Word } from './translate.js';

Object.assign(english, enAccount);

export type TranslateAccount = Translate<AccountWord>;

/** The same function for the words of the login card and of forms as well. */
export function accountWords<K extends Word>(t: Translate<K>): Translate<K | AccountWord> {
  return t as Translate<K | AccountWord>;
}
