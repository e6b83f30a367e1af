import type { Session, User } from '@chat-room/protocol';
import type { Credentials } from './credentials.js';
import { request } from './request.js';
import type { SessionStore } from './types.js';

/** Other ways in than a name and a password; loads when one is taken. */
export class Entrances {
  private attempt: Promise<User> | undefined;

  constructor(
    private readonly server: string,
    private readonly session: SessionStore & { hostToken?: string; readonly credentials: Credentials },
  ) {}

  /** All elements of a page bring the same token: it is sent once. */
  byToken(token: string): Promise<User> {
    const { session } = this;
    if (token === session.hostToken && (this.attempt || session.user)) {
      return this.attempt ?? Promise.resolve(session.user as User);
    }
    session.hostToken = token;
    session.credentials.keepApart();
    return this.enter('/auth/token', { token });
  }

  asGuest(): Promise<User> {
    return this.attempt ?? this.enter('/auth/guest', {});
  }

  async leaveHost(): Promise<void> {
    const { session } = this;
    const token = session.credentials.held?.accessToken;
    delete session.hostToken;
    session.credentials.clear();
    session.credentials.keepTogether();
    if (token) await request(this.server, 'POST', '/auth/logout', { token, timeout: 5_000 }).catch(() => undefined);
  }

  /** The last one who came to the door goes in, whoever is answered first. */
  private enter(path: string, body: object): Promise<User> {
    const attempt = request<Session>(this.server, 'POST', path, { body })
      .then((session) => {
        if (this.attempt === attempt) this.session.credentials.adopt(session);
        return session.user;
      })
      .finally(() => {
        if (this.attempt === attempt) this.attempt = undefined;
      });
    this.attempt = attempt;
    return attempt;
  }
}
