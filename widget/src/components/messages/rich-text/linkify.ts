export interface TextPiece {
  readonly text: string;
  /** Only ever http or https. */
  readonly href?: string;
}

/** An address ends before white space, quotes, brackets of other scripts, and Chinese punctuation. */
const address = /\bhttps?:\/\/[^\s<>"'`，。；：！？、）》】」』“”‘’]+/giu;

/** Punctuation at an address's end belongs to the sentence; a closing bracket too, unless it was opened inside. */
function trimEnd(url: string): string {
  let end = url;
  for (;;) {
    const last = end.at(-1) ?? '';
    const closesOwn = last === ')' && end.split('(').length >= end.split(')').length;
    if (!'.,;:!?)*_~]}'.includes(last) || closesOwn || last === '') return end;
    end = end.slice(0, -1);
  }
}

/** Cuts a text into plain pieces and links. What the URL parser refuses, or is not http(s), stays text. */
export function linkify(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const url = trimEnd(match[0]);
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: url, href: parsed.href });
    from = match.index + url.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
