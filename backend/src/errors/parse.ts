import type { FieldProblem } from '@chat-room/protocol';
import type { core, ZodType, z } from 'zod';
import { ChatError } from './chat-error.js';

/** Parses what came from outside, or throws `invalid` with the offending fields. */
export function parse<Schema extends ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(result.error.issues);
}

/** `invalid`, naming each offending field by its path; the payload itself, when it is no object, as `body`. */
function invalid(issues: readonly core.$ZodIssue[]): ChatError {
  // Without a prototype: a field may be called `__proto__`.
  const fields: Record<string, FieldProblem> = Object.create(null);
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys.slice(0, 10)) fields[[...issue.path, key].join('.')] = 'unknown_field';
      continue;
    }
    const path = issue.path.join('.') || 'body';
    fields[path] ??= problemOf(issue);
  }
  return new ChatError('invalid', { fields });
}

function problemOf(issue: core.$ZodIssue): FieldProblem {
  const sized = 'origin' in issue && (issue.origin === 'string' || issue.origin === 'array');
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'required' : 'wrong_type';
    case 'too_small':
      return sized ? 'too_short' : 'too_small';
    case 'too_big':
      return sized ? 'too_long' : 'too_big';
    case 'custom':
      return issue.message === 'required' ? 'required' : 'bad_format';
    default:
      return 'bad_format';
  }
}
