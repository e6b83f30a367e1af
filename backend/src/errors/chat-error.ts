import { type ErrorCode, errors, type FieldProblem, type WireError } from '@chat-room/protocol';

interface ChatErrorDetails {
  /** One English sentence, when the table's own is too general. Never holds anything secret. */
  message?: string;
  /** Seconds. */
  retryAfter?: number;
  fields?: Record<string, FieldProblem>;
  /** Bytes. */
  limit?: number;
}

/** What domain code throws. One filter for each transport turns it into that transport's form. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly retryAfter?: number;
  readonly fields?: Record<string, FieldProblem>;
  readonly limit?: number;

  constructor(
    readonly code: ErrorCode,
    details: ChatErrorDetails = {},
  ) {
    super(details.message ?? errors[code].message);
    if (details.retryAfter !== undefined) this.retryAfter = details.retryAfter;
    if (details.fields !== undefined) this.fields = details.fields;
    if (details.limit !== undefined) this.limit = details.limit;
  }

  get status(): number {
    return errors[this.code].status;
  }

  /** The error's members as they travel. */
  toWire(): WireError {
    return {
      code: this.code,
      message: this.message,
      ...(this.retryAfter !== undefined && { retryAfter: this.retryAfter }),
      ...(this.fields !== undefined && { fields: this.fields }),
      ...(this.limit !== undefined && { limit: this.limit }),
    };
  }
}
