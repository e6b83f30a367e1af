/**
 * Every error an outsider can meet: its stable code, the HTTP status it travels with, and a sentence in English.
 * Codes never change meaning and never disappear; clients translate by code.
 */
export const errors = {
  invalid: { status: 400, message: 'The request is not valid.' },
  unauthorized: { status: 401, message: 'Sign in first.' },
  bad_credentials: { status: 401, message: 'The name or the password is wrong.' },
  session_ended: { status: 401, message: 'This session has ended. Sign in again.' },
  forbidden: { status: 403, message: 'You may not do this.' },
  muted: { status: 403, message: 'You may read here, but not write.' },
  banned: { status: 403, message: 'You have been banned here.' },
  not_found: { status: 404, message: 'There is nothing here.' },
  username_taken: { status: 409, message: 'This name is taken.' },
  conflict: { status: 409, message: 'This conflicts with something that is already there.' },
  unsupported_version: { status: 412, message: 'This version of the protocol is not spoken here.' },
  too_large: { status: 413, message: 'This is too large.' },
  unsupported_type: { status: 415, message: 'This kind of file is not accepted.' },
  range_not_satisfiable: { status: 416, message: 'There are no bytes in this range.' },
  rate_limited: { status: 429, message: 'Too many requests. Wait a moment.' },
  internal: { status: 500, message: 'Something went wrong on the server.' },
  unavailable: { status: 503, message: 'The server cannot do this right now. Try again soon.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errors;

/** What is wrong with one field of a payload; stable, so that clients can put it in the reader's language. */
export type FieldProblem =
  | 'required'
  | 'wrong_type'
  | 'too_short'
  | 'too_long'
  | 'too_small'
  | 'too_big'
  | 'bad_characters'
  | 'bad_format'
  | 'unknown_field'
  | 'reserved'
  | 'lookalike'
  | 'taken'
  | 'wrong';

/** An error as it travels in a Socket.IO acknowledgement; HTTP carries the same members in problem+json. */
export interface WireError {
  code: ErrorCode;
  /** One English sentence. */
  message: string;
  /** Seconds to wait, with `rate_limited` and `unavailable`. */
  retryAfter?: number;
  /** Offending fields by path, with `invalid`; with `unsupported_type`, `content` when a scanner found the file harmful. */
  fields?: Record<string, FieldProblem>;
  /** Bytes that would have been accepted, with `too_large`: of one file, or, when `fields` names `quota`, of all of a person's files. */
  limit?: number;
}
