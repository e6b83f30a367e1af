import { randomInt } from 'node:crypto';
import type { GuestSignIn, Session } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { AuthService, type Origin } from '../auth/auth.service.js';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';
import { networkOf } from '../rate-limits/network.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { guestPrefix } from '../users/username.js';
import { UsersService } from '../users/users.service.js';

/** Without letters and digits that pass for each other: two guests never look almost the same. */
const alphabet = 'abcdefghkmnpqrstuvwxyz23456789';
const nameLength = 7;

/** Visitors without an account: people like any other, under a name that says so, known again by their session alone. */
@Injectable()
export class GuestsService {
  constructor(
    private readonly config: Config,
    private readonly users: UsersService,
    private readonly auth: AuthService,
    private readonly limiter: RateLimiter,
  ) {}

  /** Throws `forbidden` where the owner lets no guests in, and `rate_limited`. */
  async signIn({ displayName }: GuestSignIn, { address }: Origin): Promise<Session> {
    if (this.config.guests === 'off') throw new ChatError('forbidden', { message: 'Guests are not let in here.' });
    await this.limiter.consume('guest', networkOf(address));
    const user = await this.users.create({ username: randomName(), displayName, guest: true });
    return this.auth.sessionFor(user);
  }
}

function randomName(): string {
  return guestPrefix + Array.from({ length: nameLength }, () => alphabet[randomInt(alphabet.length)]).join('');
}
