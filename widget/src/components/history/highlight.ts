export interface Highlighted {
  readonly text: string;
  readonly found: boolean;
}

const quoted = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Cuts a text where words of the query stand in it, without regard to case. */
export function highlight(text: string, query: string): Highlighted[] {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [{ text, found: false }];
  const pieces = text.split(new RegExp(`(${words.map(quoted).join('|')})`, 'giu'));
  return pieces.map((piece, at) => ({ text: piece, found: at % 2 === 1 })).filter((piece) => piece.text !== '');
}
