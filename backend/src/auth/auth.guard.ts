import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ChatError } from '../errors/chat-error.js';
import type { Actor } from './actor.js';
import { AuthService } from './auth.service.js';

type SignedRequest = Request & { actor?: Actor };

/** Lets in who brings `Authorization: Bearer <accessToken>`. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly auth: AuthService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedRequest>();
    const token = bearerToken(request);
    if (token === undefined) throw new ChatError('unauthorized');
    request.actor = { ...(await this.auth.authenticate(token)), address: request.ip ?? '' };
    return true;
  }
}

export function bearerToken(request: { headers: { authorization?: string | undefined } }): string | undefined {
  return /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Who asks, behind `AuthGuard`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<SignedRequest>();
  if (!actor) throw new ChatError('unauthorized');
  return actor;
});
