import type { FieldProblem } from '@chat-room/protocol';
import type { TranslateAccount } from '../locales/account-words.js';

const problems = [
  'required',
  'too_short',
  'too_long',
  'bad_characters',
  'reserved',
  'lookalike',
  'taken',
  'wrong',
] as const;

/** What is wrong with one field, to stand underneath it. */
export function sayProblem(t: TranslateAccount, problem: FieldProblem): string {
  const known = problems.find((name) => name === problem);
  return t(known ? `field.${known}` : 'field.bad_format');
}
