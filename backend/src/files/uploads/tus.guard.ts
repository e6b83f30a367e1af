import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ChatError } from '../../errors/chat-error.js';

export const tusVersion = '1.0.0';

/** Lets in requests of tus 1.0.0; the answer to every one of them says so. */
@Injectable()
export class TusGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    assertTus(http.getRequest<Request>(), http.getResponse<Response>());
    return true;
  }
}

/** Throws `unsupported_version`. */
export function assertTus(request: Request, response: Response): void {
  response.set('Tus-Resumable', tusVersion);
  if (request.get('tus-resumable') === tusVersion) return;
  response.set('Tus-Version', tusVersion);
  throw new ChatError('unsupported_version', { message: `Uploads speak tus ${tusVersion}; send Tus-Resumable.` });
}
