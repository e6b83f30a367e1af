import { backoff } from '../../client/backoff.js';
import { codeOf } from '../../client/client-error.js';
import type { ChatClient, ClientErrorCode, SessionStore } from '../../client/types.js';
import type { Absence } from '../state/state-view.js';

/** Answers that another attempt with the same token would only get again. */
const refusals: ReadonlySet<ClientErrorCode> = new Set<ClientErrorCode>([
  'unauthorized',
  'forbidden',
  'invalid',
  'banned',
]);

/** Milliseconds until an element that is taken away counts as gone; one that is moved in the page is there again before. */
const goneAfter = 1_000;

/** The elements of the page that bring a token: when there is none any more, nobody of the host site is left here. */
const bringers = new WeakMap<SessionStore, Set<Admission>>();

/** Lets in who need not log in themselves: people whom the host site signs in by a token, and guests. */
export class Admission {
  /** What stands in the room's place while nobody is in; nothing for the login card. */
  shows: 'wait' | Absence | undefined;
  private tried = '';
  private entering: Promise<ClientErrorCode | undefined> | undefined;
  private failures = 0;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly client: ChatClient,
    private readonly changed: () => void,
    private readonly failed: (code: ClientErrorCode) => void,
  ) {}

  /**
   * Called whenever something may have changed; a token goes before being a guest. Resolves when what was tried is done, or with why it
   * is not.
   */
  follow(token: string, guest: boolean): Promise<ClientErrorCode | undefined> | undefined {
    const { session } = this.client;
    const wanted = token || (guest ? 'guest' : '');
    if (wanted !== this.tried) this.stop();
    if (token) this.bring();
    else this.release();
    const isDone = token ? token === this.tried : !guest || session.user || session.endedBecause || this.tried;
    if (isDone) return this.entering;
    this.tried = wanted;
    this.shows = 'wait';
    this.entering = this.enter(token);
    return this.entering;
  }

  /** Once more, because the person wants to. */
  readonly retry = (): void => {
    this.stop();
    this.changed();
  };

  stop(): void {
    clearTimeout(this.timer);
    this.tried = '';
    this.entering = undefined;
    this.shows = undefined;
  }

  /** The element is taken away; it may be for a moment. */
  leave(): void {
    this.stop();
    setTimeout(() => this.release(), goneAfter);
  }

  private bring(): void {
    const { session } = this.client;
    bringers.set(session, (bringers.get(session) ?? new Set()).add(this));
  }

  private release(): void {
    const { session } = this.client;
    const others = bringers.get(session);
    // Where the way in could not be loaded, nobody came by it.
    if (others?.delete(this) && others.size === 0) void session.leaveHost().catch(() => undefined);
  }

  private async enter(token: string): Promise<ClientErrorCode | undefined> {
    const { session } = this.client;
    const isCurrent = (): boolean => this.tried === (token || 'guest');
    let refusal: ClientErrorCode | undefined;
    try {
      await (token ? session.signInWithToken(token) : session.signInAsGuest());
      this.failures = 0;
      // A guest who logs out is another guest; somebody of the host site stays out until he wants in again.
      if (token && isCurrent()) this.shows = 'out';
      else if (isCurrent()) this.stop();
    } catch (error) {
      refusal = codeOf(error);
      if (isCurrent()) this.explain(refusal, token !== '');
    }
    this.changed();
    return refusal;
  }

  private explain(code: ClientErrorCode, byToken: boolean): void {
    if (refusals.has(code)) {
      this.shows = byToken ? 'no-access' : undefined;
      if (byToken) this.failed(code);
      return;
    }
    this.shows = 'gone';
    this.timer = setTimeout(this.retry, backoff(this.failures++));
  }
}
