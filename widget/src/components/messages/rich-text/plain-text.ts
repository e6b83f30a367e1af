import { blocksOf } from './blocks.js';
import { inlineOf } from './inline.js';
import type { Inline } from './inline-piece.js';

const nobody: ReadonlySet<string> = new Set();

const wordsOf = (piece: Inline): string => ('children' in piece ? piece.children.map(wordsOf).join('') : piece.text);

/** A text without its marks, for where it is only mentioned: previews, quotes, notifications, what is read aloud. */
export function plainText(text: string): string {
  return blocksOf(text)
    .map((block) => (block.type === 'code' ? block.text : inlineOf(block.text, nobody).map(wordsOf).join('')))
    .join('\n');
}
