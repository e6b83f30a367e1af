/** Longest term, in code points: the width of its column. */
const termLength = 32;

/** Terms of one message at the most, so that no single message keeps the index busy; words beyond them are not found. */
const termsPerMessage = 5000;

/** Scripts in which words are not set apart by spaces or take endings without one; and emoji. */
const run =
  '[\\p{scx=Hani}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}\\p{ExtPict}]';
const parts = new RegExp(
  `(?<run>(?:(?=[\\p{L}\\p{M}\\p{N}\\p{ExtPict}])${run})+)|(?<word>(?!${run})[\\p{L}\\p{N}](?:(?!${run})[\\p{L}\\p{M}\\p{N}])*)`,
  'gu',
);

/** A text as the index sees it, folded: case, Unicode form and invisible characters make no difference. */
export interface FoldedText {
  readonly words: readonly string[];
  /** Unbroken stretches of Chinese, Japanese, Korean and the like, found by any part. */
  readonly runs: readonly string[];
}

export function foldedText(text: string): FoldedText {
  const words: string[] = [];
  const runs: string[] = [];
  for (const { groups } of fold(text).matchAll(parts)) {
    if (groups?.run !== undefined) runs.push(groups.run);
    else if (groups?.word !== undefined) words.push(groups.word);
  }
  return { words, runs };
}

/** What a message is indexed under: its words, each pair of neighbours in its runs, and the last character of each run. */
export function termsOf(text: string): Set<string> {
  const { words, runs } = foldedText(text);
  const terms = new Set<string>();
  for (const term of [...words.map(termOfWord), ...runs.flatMap((each) => [...pairsOf(each), lastOf(each)])]) {
    if (terms.size === termsPerMessage) break;
    terms.add(term);
  }
  return terms;
}

export function termOfWord(word: string): string {
  return word.length <= termLength ? word : [...word].slice(0, termLength).join('');
}

/** The overlapping pairs of a run; none of a run of one character. */
export function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

function lastOf(run: string): string {
  return [...run].at(-1) ?? '';
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/\p{DI}/gu, '')
    .normalize('NFC');
}
