import type { Session, User } from '@chat-room/protocol';
import type { Credentials } from './credentials.js';
import { request } from './request.js';
import type { SessionStore } from './types.js';

/** Other ways in than a name and a password; loads when one is taken. */
export class Entrances {
  private attempt: Promise<User> | undefined;

  constructor(
    private readonly server: string,
    private readonly session: SessionStore & {
      hostToken?: string;
      endedBecause?: string;
      readonly credentials: Credentials;
    },
  ) {}

  /** All elements of a page bring the same token: it is sent once. */
  byToken(token: string): Promise<User> {
    const { session } = this;
    if (token === session.hostToken && (this.attempt || session.user)) {
      return this.attempt ?? Promise.resolve(session.user as User);
    }
    const isSame = session.hostToken !== undefined && subjectOf(token) === subjectOf(session.hostToken);
    session.hostToken = token;
    session.credentials.keepApart();
    // What was there is another person's: it is not shown to this one while the server is asked, nor if it says no.
    if (!isSame) session.credentials.clear('replaced');
    delete session.endedBecause;
    return this.enter('/auth/token', { token });
  }

  asGuest(): Promise<User> {
    return this.attempt ?? this.enter('/auth/guest', {});
  }

  async leaveHost(): Promise<void> {
    const { session } = this;
    if (session.hostToken === undefined) return;
    this.attempt = undefined;
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

/** Whom a token is for, as far as that can be read; the server alone knows whether it is true. */
function subjectOf(token: string): unknown {
  try {
    const claims = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    return (JSON.parse(atob(claims)) as { sub?: unknown }).sub;
  } catch {
    return token;
  }
}
