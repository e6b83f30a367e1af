import type { en } from './en.js';
import type { enAccount } from './en-account.js';
import type { enErrors } from './en-errors.js';
import type { enLater } from './en-later.js';
import type { enMedia } from './en-media.js';

/** A sentence that depends on a count, by CLDR plural category. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
type English = typeof en & typeof enLater & typeof enMedia & typeof enAccount & typeof enErrors;
/** What is said in the first load; `laterWords`, `mediaWords`, `accountWords` and `sayError` give the others. */
export type FirstWord = keyof typeof en;
export type LaterWord = FirstWord | keyof typeof enLater;
export type AccountWord = FirstWord | keyof typeof enAccount;
export type ErrorWord = FirstWord | keyof typeof enErrors;
export type Word = keyof English;
export type Words = { readonly [K in Word]: English[K] extends string ? string : Plural };
export type Translate<K extends Word = FirstWord> = (
  key: K,
  values?: Readonly<Record<string, string | number>>,
) => string;

const mayTurnTextRound = /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** A name of another direction must not turn the sentence round that it stands in. */
function isolate(value: string): string {
  return mayTurnTextRound.test(value) ? `\u2068${value}\u2069` : value;
}

/** For pages of the other direction: sentences keep their own, so that their marks stand where they belong. */
export function leftToRight<K extends Word>(t: Translate<K>): Translate<K> {
  return (key, values) => `\u2066${t(key, values)}\u2069`;
}

/** The function that says things in one language: `{n}` chooses the plural form and is written with its digits. */
export function translator<K extends Word>(lang: string, words: Pick<Words, K>): Translate<K> {
  const plurals = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang);
  return (key, values = {}) => {
    const entry: string | Plural = words[key];
    const pattern = typeof entry === 'string' ? entry : (entry[plurals.select(Number(values.n))] ?? entry.other);
    return pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'number' ? numbers.format(value) : isolate(value);
    });
  };
}
