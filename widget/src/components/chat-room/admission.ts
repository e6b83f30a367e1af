import { backoff } from '../../client/backoff.js';
import { codeOf } from '../../client/client-error.js';
import type { ChatClient, ClientErrorCode } from '../../client/types.js';
import type { StateKind } from '../state/state-view.js';

/** Answers that another attempt with the same token would only get again. */
const refusals: ReadonlySet<ClientErrorCode> = new Set<ClientErrorCode>([
  'unauthorized',
  'forbidden',
  'invalid',
  'banned',
]);

/** Lets in who need not log in themselves: people whom the host site signs in by a token, and guests. */
export class Admission {
  /** What stands in the room's place while nobody is in; nothing for the login card. */
  shows: 'wait' | StateKind | undefined;
  private tried = '';
  /** This element brought the token: another one, without any, has no say. */
  private gave = false;
  private failures = 0;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly client: ChatClient,
    private readonly changed: () => void,
    private readonly failed: (code: ClientErrorCode) => void,
  ) {}

  /** Called whenever something may have changed; a token goes before being a guest. */
  follow(token: string, guest: boolean): void {
    const { session } = this.client;
    const wanted = token || (guest ? 'guest' : '');
    if (wanted !== this.tried) this.stop();
    if (this.gave && !token) void session.leaveHost();
    this.gave = token !== '';
    if (token ? token === this.tried : !guest || session.user || session.endedBecause || this.tried) return;
    this.tried = wanted;
    this.shows = 'wait';
    void this.enter(token);
  }

  /** Once more, because the person wants to. */
  readonly retry = (): void => {
    this.stop();
    this.changed();
  };

  stop(): void {
    clearTimeout(this.timer);
    this.tried = '';
    this.shows = undefined;
  }

  private async enter(token: string): Promise<void> {
    const { session } = this.client;
    const isCurrent = (): boolean => this.tried === (token || 'guest');
    try {
      await (token ? session.signInWithToken(token) : session.signInAsGuest());
      this.failures = 0;
      // A guest who logs out is another guest; somebody of the host site stays out until he wants in again.
      if (token && isCurrent()) this.shows = 'out';
      else if (isCurrent()) this.stop();
    } catch (error) {
      if (isCurrent()) this.explain(codeOf(error), token !== '');
    }
    this.changed();
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
