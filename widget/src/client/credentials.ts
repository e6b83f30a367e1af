import type { Session, User } from '@chat-room/protocol';
import { ChatClientError, isTransient } from './client-error.js';
import { withLock } from './lock.js';
import { request } from './request.js';
import { ClientStorage } from './storage.js';

/** What survives a reload. */
export interface Held {
  readonly user: User;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly expiresAt: number;
}

const key = 'session';
/** A token is renewed this many milliseconds before it expires. */
const margin = 30_000;
/** What `setTimeout` can hold, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/**
 * The tokens, shared by all tabs through storage. A refresh token works once, and a reused one ends the session: so a tab
 * renews only under a lock, and looks first whether another has done it.
 */
export class Credentials {
  #held: Held | undefined;
  #area: ClientStorage;
  #timer?: ReturnType<typeof setTimeout>;
  readonly #renewals = new Map<string, Promise<string>>();

  constructor(
    private readonly server: string,
    /** Shared by all tabs. */
    private readonly storage: ClientStorage,
    private readonly signal: AbortSignal,
    /** Told of every change: other tokens, another person, nobody; and why, when the session was ended. */
    private readonly changed: (reason?: string) => void,
  ) {
    this.#area = storage;
    this.#held = storage.read<Held>(key);
    this.#renewInTime();
    storage.watch(key, signal, () => this.#take(this.#area.read<Held>(key)));
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  get held(): Held | undefined {
    return this.#held;
  }

  /** From now on this page alone has the tokens, and forgets them with its end: whoever comes to it next brings his own. */
  keepApart(): void {
    if (this.#area !== this.storage) return;
    this.#area = new ClientStorage(this.server);
    this.#take(undefined, 'replaced');
  }

  /** The end of `keepApart`: who is signed in elsewhere is so here. */
  keepTogether(): void {
    this.#area = this.storage;
    this.#take(this.storage.read<Held>(key));
  }

  adopt(session: Session, area = this.#area): void {
    const { user, accessToken, refreshToken, expiresIn } = session;
    const held = { user, accessToken, refreshToken, expiresAt: Date.now() + expiresIn * 1_000 };
    area.write(key, held);
    if (area === this.#area) this.#take(held);
  }

  updateUser(user: User): void {
    if (this.#held?.user.id !== user.id) return;
    // The tokens in storage may be newer than those in memory.
    const held = { ...(this.#area.read<Held>(key) ?? this.#held), user };
    this.#area.write(key, held);
    this.#take(held);
  }

  clear(reason?: string, area = this.#area): void {
    area.write(key, undefined);
    if (area === this.#area) this.#take(undefined, reason);
  }

  /** The session `user` had is over; somebody who signed in from another tab meanwhile is left alone. */
  end(userId: string, reason: string): void {
    const stored = this.#area.read<Held>(key);
    if (stored && stored.user.id !== userId) this.#take(stored);
    else this.clear(reason);
  }

  /** An access token that is good for a while yet. */
  async fresh(): Promise<string> {
    const held = this.#held;
    if (!held) throw new ChatClientError('unauthorized');
    return isGood(held) ? held.accessToken : this.renew(held.accessToken);
  }

  /** Another access token than `stale`, which is expired or was refused. */
  renew(stale: string): Promise<string> {
    const running = this.#renewals.get(stale);
    if (running) return running;
    const renewal = withLock(`chat-room:${this.server}:refresh`, () => this.#renew(stale)).finally(() =>
      this.#renewals.delete(stale),
    );
    this.#renewals.set(stale, renewal);
    return renewal;
  }

  async #renew(stale: string): Promise<string> {
    const area = this.#area;
    const stored = area.read<Held>(key);
    if (!stored || (stored.accessToken !== stale && isGood(stored))) {
      this.#take(stored);
      if (!stored) throw new ChatClientError('unauthorized');
      return stored.accessToken;
    }
    // Until the answer comes, the page may turn to other tokens (`keepApart`), and somebody else may log in or out.
    const isUpToDate = (): boolean => area.read<Held>(key)?.refreshToken === stored.refreshToken;
    try {
      const body = { refreshToken: stored.refreshToken };
      const session = await request<Session>(this.server, 'POST', '/auth/refresh', { body });
      if (!session.accessToken || !session.refreshToken) throw new ChatClientError('unavailable');
      if (isUpToDate()) this.adopt(session, area);
      return session.accessToken;
    } catch (error) {
      if (isRefusal(error) && isUpToDate()) this.clear(error.code === 'banned' ? 'banned' : 'expired', area);
      throw error;
    }
  }

  #take(held: Held | undefined, reason?: string): void {
    if (held?.accessToken === this.#held?.accessToken && held?.user === this.#held?.user) return;
    this.#held = held;
    this.#renewInTime();
    this.changed(reason);
  }

  /** Before the token expires; not at the same moment in every tab, so that the first one's is there for the others. */
  #renewInTime(): void {
    clearTimeout(this.#timer);
    if (!this.#held || this.signal.aborted) return;
    const delay = this.#held.expiresAt - margin - Date.now() + (Math.random() * margin) / 3;
    this.#timer = setTimeout(() => this.fresh().catch(() => undefined), Math.min(delay, longestTimer));
  }
}

function isGood(held: Held): boolean {
  return held.expiresAt - margin > Date.now();
}

/** The server itself said no to the refresh token, as against not being there. */
function isRefusal(error: unknown): error is ChatClientError {
  if (!(error instanceof ChatClientError)) return false;
  return error.code === 'unauthorized' || error.code === 'session_ended' || !isTransient(error);
}
