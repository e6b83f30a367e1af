/** Grapheme rules are the same in every language that matters here. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** UTF-16 units looked at together. Each step of a segmenter costs as much as its whole text is long. */
const windowSize = 512;

/** A text's characters as a reader sees them; one made of more than 512 units, which is made to be slow, by its code points. */
export function* graphemes(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const isLast = start + windowSize >= text.length;
    const part = isLast ? text.slice(start) : withoutHalf(text.slice(start, start + windowSize));
    const segments = Array.from(segmenter.segment(part), ({ segment }) => segment);
    // What the window cuts is looked at again in the next one.
    const whole = isLast ? segments : segments.length > 1 ? segments.slice(0, -1) : [...part];
    for (const segment of whole) {
      start += segment.length;
      yield segment;
    }
  }
}

function withoutHalf(part: string): string {
  return part.replace(/[\uD800-\uDBFF]$/, '');
}
