import type { WireError } from '@chat-room/protocol';
import type { ClientError, ClientErrorCode } from './types.js';

type Detail = Partial<Omit<WireError, 'code'>>;

export class ChatClientError extends Error implements ClientError {
  override readonly name = 'ClientError';
  readonly retryAfter?: number;
  readonly fields?: ClientError['fields'];
  readonly limit?: number;

  constructor(
    readonly code: ClientErrorCode,
    { message = code, retryAfter, fields, limit }: Detail = {},
  ) {
    super(message);
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
    if (fields) this.fields = fields;
    if (limit !== undefined) this.limit = limit;
  }
}

/** The code of whatever was thrown; `internal` for what is no `ClientError`. */
export function codeOf(error: unknown): ClientErrorCode {
  return error instanceof ChatClientError ? error.code : 'internal';
}

const transient: ReadonlySet<ClientErrorCode> = new Set<ClientErrorCode>([
  'offline',
  'timeout',
  'rate_limited',
  'unavailable',
  'internal',
  // The session renews its tokens or ends; neither is a verdict on what was asked.
  'unauthorized',
  'session_ended',
]);

/** Whether the same request may well succeed later. */
export function isTransient(error: unknown): boolean {
  return transient.has(codeOf(error));
}

/** Milliseconds that the server asks to wait. */
export function pauseOf(error: unknown): number {
  return error instanceof ChatClientError ? (error.retryAfter ?? 0) * 1_000 : 0;
}
