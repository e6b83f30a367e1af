import { stickers } from '@chat-room/protocol';
import fc from 'fast-check';

/** Bytes about which the original reads another way: a piece of a string, two of them, a segment of a network. */
const edges = [1200, 3072, 6144];
/** What there is beyond U+FFFF in texts, and how old clients are shown it; stickers too, in a quote. */
export const shownAs: Readonly<Record<string, string>> = {
  '😎': ':sunglasses:',
  '🥵': ':hot_face:',
  '🥶': ':cold_face:',
  '😪': ':sleepy:',
  '🤔': ':thinking:',
  '😙': ':kissing_smiling_eyes:',
  '🥰': ':smiling_face_with_three_hearts:',
  '😂': ':joy:',
  '😅': ':sweat_smile:',
  '😀': ':grinning:',
  '👨‍👩‍👧': ':family_man_woman_girl:',
  𠀀: ':u20000:',
};
const fillers = ['x', '中', 'e\u0301', '你好, ', 'two\nlines ', ...Object.keys(shownAs)];
const mostCharacters = 3900;

/** What is said, behind a number that makes it one of its kind. */
export interface Saying {
  readonly filler: string;
  /** Bytes, as old clients are shown it. */
  readonly bytes: number;
}

export type WebAct =
  | { readonly does: 'say' | 'edit' | 'answer'; readonly saying: Saying }
  | { readonly does: 'sticker' | 'whisper-sticker'; readonly emoji: string; readonly to: number }
  | { readonly does: 'whisper'; readonly saying: Saying; readonly to: number }
  | { readonly does: 'delete' | 'react' | 'come-back' }
  | { readonly does: 'file'; readonly size: number }
  | { readonly does: 'picture'; readonly format: 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp'; readonly side: number };

export type OldAct =
  | { readonly does: 'say'; readonly saying: Saying }
  | { readonly does: 'whisper'; readonly saying: Saying; readonly to: number }
  | { readonly does: 'sticker' | 'whisper-sticker'; readonly code: string; readonly to: number }
  | { readonly does: 'refresh' | 'file' };

export function textOf(number: number, { filler, bytes }: Saying): string {
  const start = `#${number} `;
  const room = bytes - start.length - 1;
  const count = Math.floor(room / Buffer.byteLength(shownAs[filler] ?? filler));
  return start + filler.repeat(Math.max(1, Math.min(count, Math.floor(mostCharacters / filler.length))));
}

const filler = fc.constantFrom(...fillers);
const short = fc.record({ filler, bytes: fc.integer({ min: 10, max: 400 }) });
const edge = fc.tuple(fc.constantFrom(...edges), fc.integer({ min: -4, max: 12 })).map(([at, off]) => at + off);
const saying = fc.oneof({ weight: 2, arbitrary: short }, { weight: 1, arbitrary: fc.record({ filler, bytes: edge }) });
const to = fc.nat(2);
const does = <Name extends string>(...names: [Name, ...Name[]]) => fc.constantFrom(...names);
const fileSize = fc.oneof(
  fc.integer({ min: 1, max: 5 }).chain((pieces) => fc.integer({ min: 1024 * pieces - 2, max: 1024 * pieces + 2 })),
  fc.constantFrom(0, 1, 65_536, 300_001),
);

const webAct: fc.Arbitrary<WebAct> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ does: does('say', 'edit', 'answer'), saying }) },
  { weight: 2, arbitrary: fc.record({ does: does('delete', 'react', 'come-back') }) },
  { weight: 2, arbitrary: fc.record({ does: does('whisper'), saying: short, to }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: does('sticker', 'whisper-sticker'),
      emoji: fc.constantFrom(...stickers.map(({ emoji }) => emoji)),
      to,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: does('file'), size: fileSize }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: does('picture'),
      format: fc.constantFrom('png', 'jpeg', 'webp', 'gif', 'bmp'),
      side: fc.constantFrom(30, 1700),
    }),
  },
);

const oldAct: fc.Arbitrary<OldAct> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: does('say'), saying }) },
  { weight: 2, arbitrary: fc.record({ does: does('whisper'), saying: short, to }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: does('sticker', 'whisper-sticker'),
      code: fc.constantFrom(...stickers.map(({ code }) => code)),
      to,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: does('refresh', 'file') }) },
);

/** What each of three people does, one act after the other. */
export function threeEvenings(length: number, seed: number): { web: WebAct[][]; old: OldAct[][] } {
  const many = <Act>(act: fc.Arbitrary<Act>) =>
    fc.sample(fc.array(act, { minLength: length, maxLength: length, size: 'max' }), { seed, numRuns: 3 });
  return { web: many(webAct), old: many(oldAct) };
}
