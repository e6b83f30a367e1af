import { type Formats, formats, isSameDay } from './formats.js';

/** Formats of the parts that load when they are first wanted, and those of the first load. */
export interface LaterFormats extends Formats {
  /** Short: the time today, the date before. */
  brief(at: Date, now: Date): string;
  /** Bytes in a person's units. */
  size(bytes: number): string;
  percent(part: number): string;
  /** "A, B and C". */
  list(items: readonly string[]): string;
  /** Minutes and seconds, as on players. */
  clock(seconds: number): string;
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function makeFormats(lang: string): LaterFormats {
  const first = formats(lang);
  const short = new Intl.DateTimeFormat(lang, { month: 'short', day: 'numeric' });
  const shortYear = new Intl.DateTimeFormat(lang, { year: 'numeric', month: 'numeric', day: 'numeric' });
  const list = new Intl.ListFormat(lang, { type: 'conjunction' });
  const percent = new Intl.NumberFormat(lang, { style: 'percent' });
  return {
    ...first,
    brief(at, now) {
      if (isSameDay(at, now)) return first.time(at);
      return (at.getFullYear() === now.getFullYear() ? short : shortYear).format(at);
    },
    size(bytes) {
      const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)));
      return new Intl.NumberFormat(lang, {
        style: 'unit',
        unit: units[power],
        unitDisplay: power === 0 ? 'long' : 'short',
        maximumFractionDigits: power > 1 ? 1 : 0,
      }).format(bytes / 1024 ** power);
    },
    percent: (part) => percent.format(part),
    list: (items) => list.format(items),
    clock(seconds) {
      const whole = Math.floor(seconds);
      return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
    },
  };
}

const made = new Map<string, LaterFormats>();

export function laterFormats(lang: string): LaterFormats {
  const known = made.get(lang) ?? makeFormats(lang);
  made.set(lang, known);
  return known;
}
