import { type ErrorCode, errors } from '@chat-room/protocol';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { ChatError } from '../errors/chat-error.js';
import { refusalOf } from '../errors/refusal.js';

const codeOfStatus: Partial<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'not_found',
  409: 'conflict',
  413: 'too_large',
  415: 'unsupported_type',
  429: 'rate_limited',
  503: 'unavailable',
};

/** Turns whatever was thrown into `application/problem+json` (RFC 9457). Nothing of an unexpected error gets out. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const error = this.chatErrorOf(thrown);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { message, ...members } = error.toWire();
    if (error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
    // RFC 9110, 15.5.2: it MUST be there. Browsers ask for nothing because of it.
    if (error.status === 401) response.set('WWW-Authenticate', 'Bearer');
    response
      .status(error.status)
      .set('Cache-Control', 'no-store')
      .type('application/problem+json')
      .send({
        type: 'about:blank',
        title: errors[error.code].message,
        status: error.status,
        detail: message,
        ...members,
      });
  }

  private chatErrorOf(thrown: unknown): ChatError {
    if (thrown instanceof ChatError) return thrown;
    const status =
      thrown instanceof HttpException ? thrown.getStatus() : (thrown as { status?: number } | undefined)?.status;
    const code = codeOfStatus[status ?? 500];
    // The body could not be read at all: no schema has looked at it.
    if (code === 'invalid') return new ChatError(code, { fields: { body: 'bad_format' } });
    if (code) return new ChatError(code);
    return refusalOf(thrown, this.logger);
  }
}
