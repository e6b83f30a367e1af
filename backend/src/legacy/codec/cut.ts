/** Grapheme rules are the same in every language that matters here. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const encoder = new TextEncoder();

/**
 * Cuts text into pieces of at most `maxBytes` (at least 4) of UTF-8, between characters as a reader sees them, or between code
 * points in one that is longer than a piece. Joined, they are the text.
 */
export function cut(text: string, maxBytes: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  do {
    const end = start + fitting(text.slice(start, start + maxBytes), maxBytes);
    const next = end < text.length ? lastBoundary(text, start, end) : end;
    pieces.push(text.slice(start, next));
    start = next;
  } while (start < text.length);
  return pieces;
}

/** UTF-16 units of a text, whole code points, that fit into so many bytes. */
function fitting(text: string, maxBytes: number): number {
  return encoder.encodeInto(text, new Uint8Array(maxBytes)).read;
}

/** The last place between two characters in a piece. Only the piece is looked at: a segmenter's steps cost more the longer its text is. */
function lastBoundary(text: string, start: number, end: number): number {
  const character = segmenter.segment(text.slice(start, end + 2)).containing(end - start);
  return character && character.index > 0 ? start + character.index : end;
}
