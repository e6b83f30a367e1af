import type { Session, User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { AuthService } from '../auth/auth.service.js';
import { ChatError } from '../errors/chat-error.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { UsersService } from '../users/users.service.js';
import { type HostPerson, HostTokens } from './host-tokens.js';
import { displayNameFrom, usernamesFrom } from './names.js';

/**
 * Single sign-on: people of the host site come with a token of its backend instead of a password. Each has an account of his
 * own, made when he first comes, and never that of somebody who registered here, whatever name the site gives him.
 */
@Injectable()
export class HostSignInService {
  constructor(
    private readonly tokens: HostTokens,
    private readonly users: UsersService,
    private readonly auth: AuthService,
    private readonly limiter: RateLimiter,
  ) {}

  /** Throws `unauthorized`, `forbidden`, `rate_limited`, `unavailable`. */
  async signIn(token: string): Promise<Session> {
    const person = await this.tokens.verify(token);
    await this.limiter.consume('host-sign-in', person.hostKey);
    const known = await this.users.findByHostKey(person.hostKey);
    return this.auth.sessionFor(known ? await this.refreshed(known, person) : await this.create(person));
  }

  /** The site's word on a name and a role holds; what it says nothing of stays as it is. */
  private async refreshed(user: User, { name, role }: HostPerson): Promise<User> {
    const displayName = displayNameFrom(name) ?? user.displayName;
    if (displayName === user.displayName && (role ?? user.role) === user.role) return user;
    return this.users.update(user.id, { displayName, role: role ?? user.role });
  }

  private async create(person: HostPerson): Promise<User> {
    const { hostKey, name, role } = person;
    const displayName = displayNameFrom(name);
    for (const username of usernamesFrom(person.username ?? name)) {
      try {
        return await this.users.create({ username, displayName, hostKey, ...(role && { role }) });
      } catch (error) {
        if (!isUnusable(error)) throw error;
        // The name is somebody's, or the person himself came twice at the same moment.
        const known = await this.users.findByHostKey(hostKey);
        if (known) return known;
      }
    }
    throw new ChatError('unavailable', { retryAfter: 1 });
  }
}

function isUnusable(error: unknown): boolean {
  return error instanceof ChatError && (error.code === 'username_taken' || error.code === 'invalid');
}
