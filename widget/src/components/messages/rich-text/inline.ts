import type { Inline } from './inline-piece.js';
import { linkify } from './linkify.js';
import { MarkNesting } from './mark-nesting.js';
import { mentionsIn } from './mentions.js';

/** A letter or digit of a script that separates words: next to one, `_` and `*` are part of a name or a sum. */
const isWord = (character: string): boolean =>
  /[\p{L}\p{N}]/u.test(character) && !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(character);
const isBlank = (character: string): boolean => character.trim() === '';

/** Code first: nothing counts inside of it. Then addresses, then people, then marks. `people` are user names in lower case. */
export function inlineOf(text: string, people: ReadonlySet<string>): readonly Inline[] {
  const pieces = text.split(/(`[^`\n]+`)/).flatMap((piece, at): Inline[] => {
    if (at % 2 === 1) return [{ type: 'code', text: piece.slice(1, -1) }];
    return linkify(piece).flatMap(({ text, href }): Inline[] =>
      href ? [{ type: 'link', text, href }] : mentionsIn(text, people),
    );
  });
  const nesting = new MarkNesting();
  for (const [at, piece] of pieces.entries()) {
    // Beside an address or a name a mark stands as beside a full stop.
    if (piece.type === 'text') addMarked(nesting, piece.text, pieces[at - 1] ? '.' : ' ', pieces[at + 1] ? '.' : ' ');
    else nesting.add(piece);
  }
  return nesting.end();
}

function addMarked(nesting: MarkNesting, text: string, start: string, end: string): void {
  let from = 0;
  for (const { 0: run, index } of text.matchAll(/\*{1,3}|_{1,3}|~~/g)) {
    const before = text[index - 1] ?? start;
    const after = text[index + run.length] ?? end;
    // A longer run is a line somebody draws; behind a backslash it is a letter: ¯\_(ツ)_/¯.
    if (before === run[0] || after === run[0] || before === '\\') continue;
    nesting.add({ type: 'text', text: text.slice(from, index) });
    const isLoose = run.startsWith('_') || run.length === 1;
    nesting.mark(run, !isBlank(after) && !(isLoose && isWord(before)), !isBlank(before) && !(isLoose && isWord(after)));
    from = index + run.length;
  }
  nesting.add({ type: 'text', text: text.slice(from) });
}
