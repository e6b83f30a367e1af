import { type Block, blocksOf } from './blocks.js';
import { inlineOf } from './inline.js';
import type { Inline } from './inline-piece.js';

const nobody: ReadonlySet<string> = new Set();

const wordsOf = (piece: Inline): string => ('children' in piece ? piece.children.map(wordsOf).join('') : piece.text);

const linesOf = ({ type, text }: Block): string =>
  type === 'code' ? text : inlineOf(text, nobody).map(wordsOf).join('');

/** A text without its marks. */
export function plainText(text: string): string {
  return blocksOf(text).map(linesOf).join('\n');
}

/**
 * The same for where a message is only mentioned, as in previews and quotes: what somebody says himself. What he says it to, the
 * lines with `>`, would run together with it there; it is left out unless there is nothing else.
 */
export function ownWords(text: string): string {
  const own = blocksOf(text).filter(({ type }) => type !== 'quote');
  return own.map(linesOf).join('\n').trim() || plainText(text);
}
