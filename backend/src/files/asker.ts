import type { User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { bearerToken } from '../auth/auth.guard.js';
import { AuthService } from '../auth/auth.service.js';
import { ChatError } from '../errors/chat-error.js';

/** Who sent a request, for handlers that do not need to know it every time. */
@Injectable()
export class Asker {
  constructor(private readonly auth: AuthService) {}

  /** Throws `unauthorized`, `session_ended`. */
  async of(request: Request): Promise<User> {
    const token = bearerToken(request);
    if (token === undefined) throw new ChatError('unauthorized');
    return (await this.auth.authenticate(token)).user;
  }
}
