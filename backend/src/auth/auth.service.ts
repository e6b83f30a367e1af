import type { Login, Register, Session, UpdateMe, User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';
import { networkOf } from '../rate-limits/network.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { UserDirectory } from '../users/user-directory.js';
import { usernameKey } from '../users/username.js';
import { UsersService } from '../users/users.service.js';
import { AccessTokens, accessTokenLifetime } from './access-tokens.js';
import type { Actor } from './actor.js';
import { PasswordHasher } from './password-hasher.js';
import { type OpenSession, SessionsService } from './sessions.service.js';

export interface Origin {
  /** Network address of whoever asks. */
  address: string;
}

/** Registering, signing in and out: the same for the web and for old clients. */
@Injectable()
export class AuthService {
  constructor(
    private readonly config: Config,
    private readonly users: UsersService,
    private readonly directory: UserDirectory,
    private readonly sessions: SessionsService,
    private readonly tokens: AccessTokens,
    private readonly passwords: PasswordHasher,
    private readonly limiter: RateLimiter,
  ) {}

  /** Throws `forbidden`, `rate_limited`, `invalid`, `username_taken`. */
  async register(input: Register, origin: Origin, avatar?: Buffer): Promise<Session> {
    return this.sessionFor(await this.createAccount(input, origin, avatar));
  }

  /** An account without a session: old clients register and sign in in two steps. Throws as `register`. */
  async createAccount(input: Register, { address }: Origin, avatar?: Buffer): Promise<User> {
    if (!this.config.registration) throw new ChatError('forbidden', { message: 'New accounts are not accepted here.' });
    await this.limiter.consume('register', networkOf(address));
    await this.limiter.consume('register-name', usernameKey(input.username));
    // Before the hash, which is the expensive part.
    await this.users.assertFree({ username: input.username });
    const passwordHash = await this.passwords.hash(input.password);
    return this.users.create({ username: input.username, displayName: input.displayName, passwordHash, avatar });
  }

  /**
   * An account as another program had it, under its name and with its password however short. Throws `username_taken`, and
   * `invalid` for a name nobody may have.
   */
  async importAccount(username: string, password: string): Promise<User> {
    await this.users.assertFree({ username, shortestName: 1 });
    return this.users.create({ username, shortestName: 1, passwordHash: await this.passwords.hash(password) });
  }

  /** Whether it is somebody's password. Nobody may ask this from outside: nothing is limited, and there is no session. */
  async hasPassword(username: string, password: string): Promise<boolean> {
    const known = await this.users.credentialsOf(username);
    return this.passwords.verify(known?.passwordHash, password);
  }

  /** Throws `bad_credentials`, `rate_limited`. */
  async login(input: Login, origin: Origin): Promise<Session> {
    return this.sessionFor(await this.verify(input, origin));
  }

  /**
   * A session without tokens, for a connection that is its own proof of who is there: it lasts until `logout`, or until a
   * `session.ended` says so. Throws as `login`.
   */
  async signIn(input: Login, origin: Origin): Promise<Actor> {
    const user = await this.verify(input, origin);
    const { sessionId } = await this.sessions.open(user.id);
    return { user, sessionId, address: origin.address };
  }

  /**
   * Checks a name and a password without making a session. Only failures count towards the limits; an attempt counts against its
   * name until it has succeeded, so that many at once are not more guesses than one after the other.
   */
  async verify({ username, password }: Login, { address }: Origin): Promise<User> {
    const name = usernameKey(username).slice(0, 128);
    const network = networkOf(address);
    await this.limiter.check('login-address', network);
    await this.limiter.consume('login-name', name);
    const known = await this.users.credentialsOf(username);
    if (known && (await this.passwords.verify(known.passwordHash, password))) {
      await this.limiter.reset('login-name', name);
      return known.user;
    }
    if (!known) await this.passwords.verify(undefined, password);
    await this.limiter.consume('login-address', network);
    throw new ChatError('bad_credentials');
  }

  /** Throws `unauthorized`, `session_ended`. */
  async refresh(refreshToken: string): Promise<Session> {
    const session = await this.sessions.rotate(refreshToken);
    const { user } = await this.admit(session.userId, session.sessionId, true);
    return this.answer(user, session);
  }

  async logout(actor: Actor): Promise<void> {
    await this.sessions.end([actor.sessionId], actor.user.id, 'logged_out');
  }

  /** Who an access token belongs to. Throws `unauthorized`, `session_ended`. */
  async authenticate(accessToken: string): Promise<{ user: User; sessionId: string }> {
    const { userId, sessionId } = await this.tokens.verify(accessToken);
    return this.admit(userId, sessionId, await this.sessions.isOpen(sessionId));
  }

  /** As `authenticate`, for a connection that comes in, among many others perhaps: it may wait for them. */
  async authenticateArrival(accessToken: string): Promise<{ user: User; sessionId: string }> {
    const { userId, sessionId } = await this.tokens.verify(accessToken);
    // Together, so that both wait once.
    const [isOpen] = await Promise.all([this.sessions.isOpenOnArrival(sessionId), this.directory.getOnArrival(userId)]);
    return this.admit(userId, sessionId, isOpen);
  }

  /** Those of the sessions that are not open any more. */
  endedAmong(sessionIds: readonly string[]): Promise<string[]> {
    return this.sessions.endedAmong(sessionIds);
  }

  /** Throws `bad_credentials` when a new password comes without the right old one. */
  async updateAccount(actor: Actor, changes: UpdateMe): Promise<User> {
    await this.limiter.consume('account', actor.user.id);
    const { displayName, password, currentPassword } = changes;
    let passwordHash: string | undefined;
    if (password !== undefined) {
      const known = await this.users.credentialsOfId(actor.user.id);
      if (!(await this.passwords.verify(known?.passwordHash, currentPassword ?? ''))) {
        throw new ChatError('bad_credentials', {
          message: 'The current password is wrong.',
          fields: { currentPassword: 'wrong' },
        });
      }
      passwordHash = await this.passwords.hash(password);
    }
    const user = await this.users.update(actor.user.id, {
      ...(displayName !== undefined && { displayName }),
      ...(passwordHash !== undefined && { passwordHash }),
    });
    if (passwordHash !== undefined) await this.sessions.endOthers(actor.user.id, actor.sessionId, 'password_changed');
    return user;
  }

  /** A session for somebody whose right to it has been checked another way. */
  async sessionFor(user: User): Promise<Session> {
    return this.answer(user, await this.sessions.open(user.id));
  }

  private async admit(userId: string, sessionId: string, isOpen: boolean): Promise<{ user: User; sessionId: string }> {
    const user = isOpen ? await this.directory.get(userId) : undefined;
    if (!user || (user.guest && this.config.guests === 'off')) throw new ChatError('session_ended');
    return { user, sessionId };
  }

  private async answer(user: User, { sessionId, refreshToken }: OpenSession): Promise<Session> {
    const accessToken = await this.tokens.sign(user.id, sessionId);
    return { user, accessToken, refreshToken, expiresIn: accessTokenLifetime };
  }
}
