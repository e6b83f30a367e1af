import type { Translate } from './translate.js';

/** Intl formats are slow to make and quick to use: made once a language. */
export interface Formats {
  /** Hour and minute. */
  time(at: Date): string;
  /** Today, yesterday, or the date; with the year when it is another. */
  day(at: Date, now: Date, t: Translate): string;
  /** Date and time in full, for tooltips. */
  full(at: Date): string;
}

export const isSameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

function makeFormats(lang: string): Formats {
  const time = new Intl.DateTimeFormat(lang, { hour: 'numeric', minute: '2-digit' });
  const thisYear = new Intl.DateTimeFormat(lang, { weekday: 'long', month: 'long', day: 'numeric' });
  const otherYear = new Intl.DateTimeFormat(lang, { year: 'numeric', month: 'long', day: 'numeric' });
  const full = new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeStyle: 'medium' });
  return {
    time: (at) => time.format(at),
    day(at, now, t) {
      if (isSameDay(at, now)) return t('messages.today');
      if (isSameDay(at, new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) return t('messages.yesterday');
      return (at.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(at);
    },
    full: (at) => full.format(at),
  };
}

const made = new Map<string, Formats>();

export function formats(lang: string): Formats {
  const known = made.get(lang) ?? makeFormats(lang);
  made.set(lang, known);
  return known;
}
