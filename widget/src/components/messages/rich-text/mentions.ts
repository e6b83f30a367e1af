type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'mention'; readonly text: string; readonly username: string };

/** Finds `@name` of people who are known; the longest name that fits, since Chinese writes on without a space. */
export function mentionsIn(text: string, people: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 1: candidate = '', index } of text.matchAll(/(?<![a-z0-9.-])@([\p{L}\p{M}\p{N}_.-]{2,32})/giu)) {
    const username = longestKnown(candidate, people);
    if (!username) continue;
    if (index > from) pieces.push({ type: 'text', text: text.slice(from, index) });
    from = index + 1 + username.length;
    pieces.push({ type: 'mention', text: text.slice(index, from), username });
  }
  if (from < text.length) pieces.push({ type: 'text', text: text.slice(from) });
  return pieces;
}

function longestKnown(candidate: string, people: ReadonlySet<string>): string | undefined {
  for (let end = candidate.length; end >= 2; end--) {
    const name = candidate.slice(0, end);
    const splitsWord = /[a-z0-9]$/i.test(name) && /^[_.-]*[a-z0-9]/i.test(candidate.slice(end));
    if (!splitsWord && people.has(name.toLowerCase())) return name;
  }
  return undefined;
}
