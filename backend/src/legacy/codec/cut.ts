/** Grapheme rules are the same in every language that matters here. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** No character the reader sees as one is looked at as a whole beyond this; text made to be slow is cut by code points. */
const longestGrapheme = 1024;

/** Cuts text into pieces of at most `maxBytes` of UTF-8, between characters as a reader sees them. Joined, they are the text. */
export function cut(text: string, maxBytes: number): string[] {
  if (Buffer.byteLength(text) <= maxBytes) return [text];
  const pieces: string[] = [];
  let piece = '';
  let room = maxBytes;
  for (const part of unbreakable(text, maxBytes)) {
    const bytes = Buffer.byteLength(part);
    if (bytes > room) {
      pieces.push(piece);
      piece = '';
      room = maxBytes;
    }
    piece += part;
    room -= bytes;
  }
  return [...pieces, piece];
}

function* unbreakable(text: string, maxBytes: number): Generator<string> {
  for (const { segment } of segmenter.segment(text)) {
    if (segment.length <= longestGrapheme && Buffer.byteLength(segment) <= maxBytes) yield segment;
    else yield* segment;
  }
}
