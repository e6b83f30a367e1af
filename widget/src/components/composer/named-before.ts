export interface Named {
  /** A person, or an emoji. */
  readonly sign: '@' | ':';
  /** What is written of the name so far. */
  readonly query: string;
  /** Where the sign stands in the text. */
  readonly start: number;
  /** A colon closes it: `:tada:`. */
  readonly isWhole: boolean;
}

const person = /(?:^|[^\p{L}\p{N}_.@-]|(?<=\p{sc=Han}))@([\p{L}\p{M}\p{N}_.-]{0,32})$/u;
const emoji = /(?:^|[\s(（])(:([a-z0-9_+-]{2,40})(:?))$/i;

/** The name that is being written where the caret is; a person's from the sign on, an emoji's from two letters on. */
export function namedBefore(text: string, caret: number): Named | undefined {
  const before = text.slice(Math.max(0, caret - 80), caret);
  const [, query] = person.exec(before) ?? [];
  if (query !== undefined) return { sign: '@', query, start: caret - query.length - 1, isWhole: false };
  const [, all = '', name = '', closing] = emoji.exec(before) ?? [];
  return all ? { sign: ':', query: name, start: caret - all.length, isWhole: closing === ':' } : undefined;
}
