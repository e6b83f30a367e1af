import type { ErrorCode, FieldProblem } from '@chat-room/protocol';

/** What goes wrong, from the server (its own code) or on the way to it. */
export type ClientErrorCode = ErrorCode | 'offline' | 'timeout' | 'cancelled';

export interface ClientError extends Error {
  readonly code: ClientErrorCode;
  /** Seconds to wait. */
  readonly retryAfter?: number;
  readonly fields?: Readonly<Record<string, FieldProblem>>;
  /** Bytes that would have been accepted, with `too_large`. */
  readonly limit?: number;
}
