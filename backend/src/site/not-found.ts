import { errors } from '@chat-room/protocol';
import type { Request, Response } from 'express';

/** The last handler: what nobody else answered. */
export function notFound(_request: Request, response: Response): void {
  const { status, message } = errors.not_found;
  response
    .status(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title: message, status, detail: message, code: 'not_found' });
}
