import type { ServerConfig } from '@chat-room/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { backoff } from '../../client/backoff.js';
import { codeOf } from '../../client/client-error.js';
import { sharedClient } from '../../client/index.js';
import type { ChatClient, ClientErrorCode, Observable, RoomStore, SharedClient } from '../../client/types.js';
import type { Admission } from './admission.js';
import type { PageAnnouncer } from './page-announcer.js';

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly room: string;
  readonly hasUpdated: boolean;
}

/** What an element holds while it is on the page: the client of its server, shared with other elements, and its room there. */
export class HeldRoom implements ReactiveController {
  config: ServerConfig | undefined;
  /** While somebody is signed in, whether the element shows it or not: unread counts come from it. */
  joined: RoomStore | undefined;
  isUnreachable = false;
  /** Who lets in people that need not log in themselves, once there are some. */
  admission: Admission | undefined;
  private hold: SharedClient | undefined;
  /** What was missing last, and told of. */
  private missed: unknown;
  private failures = 0;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly host: Host,
    private readonly server: () => string,
    private readonly announcer: PageAnnouncer,
    /** There is another client, or the server has said what it allows. */
    private readonly renewed: () => void,
  ) {
    host.addController(this);
  }

  get client(): ChatClient | undefined {
    return this.hold?.client;
  }

  /** What may change in it. */
  get stores(): readonly (Observable | undefined)[] {
    const { client, joined } = this;
    return [client?.session, client?.conversations, client?.connection, joined];
  }

  /** Moved on the page, it goes on at once. */
  hostConnected(): void {
    if (this.host.hasUpdated) this.hostUpdate();
  }

  hostUpdate(): void {
    // An element that is taken away and changed afterwards holds nothing.
    if (!this.host.isConnected) return;
    this.connect();
    this.follow();
  }

  /** Gives the shared client back; what it holds stays for the other elements of the page. */
  hostDisconnected(): void {
    this.leave();
    this.admission?.leave();
    this.admission = undefined;
    this.hold?.release();
    this.hold = undefined;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Lets in whom the host site signs in by a token, or a guest. Resolves when that is done, or with why it is not. */
  async admit(token: string, guest: boolean): Promise<ClientErrorCode | undefined> {
    if (!token && !guest && !this.admission) return undefined;
    const part = await import('./admission.js').catch(() => this.fail('admission'));
    if (!part || !this.client || !this.host.isConnected) return 'offline';
    this.admission ??= new part.Admission(
      this.client,
      () => this.host.requestUpdate(),
      (code) => this.announcer.fail(code),
    );
    return this.admission.follow(token, guest);
  }

  /** Is in the room that is wanted, if anybody is signed in. */
  follow(): void {
    const { client } = this;
    const wanted = client?.session.state === 'signed-in' ? this.host.room : undefined;
    if (this.joined?.slug === wanted) return;
    this.leave();
    if (wanted !== undefined) this.joined = client?.join(wanted);
  }

  /**
   * Something that is needed cannot be had; whether it can, is looked at again, and seen once it can. The page is told once of
   * what is missing, however often it is tried: a part that has come stays, and so does what a server has said.
   */
  readonly fail = (part: unknown, code: ClientErrorCode = 'offline'): void => {
    this.timer ??= setTimeout(
      () => {
        this.timer = undefined;
        void this.askServer();
      },
      backoff(this.failures++),
    );
    if (this.isUnreachable) return;
    this.isUnreachable = true;
    if (this.missed !== part) this.announcer.fail(code);
    this.missed = part;
    this.host.requestUpdate();
  };

  /** Once more, because the person wants to. */
  readonly retry = (): void => {
    this.isUnreachable = false;
    this.host.requestUpdate();
    void this.askServer();
  };

  private async askServer(): Promise<void> {
    const { client } = this;
    const config = await client?.config().catch(codeOf);
    // The element may name another server by now.
    if (client !== this.client) return;
    if (typeof config === 'string') return this.fail(client, config);
    this.config = config;
    this.isUnreachable = false;
    this.renewed();
  }

  private connect(): void {
    const server = this.server().replace(/\/+$/, '');
    if (this.client?.server === server) return;
    this.hostDisconnected();
    this.hold = sharedClient(server);
    this.announcer.follow(this.hold.client);
    this.config = undefined;
    this.isUnreachable = false;
    this.renewed();
    void this.askServer();
  }

  private leave(): void {
    if (this.joined) this.client?.leave(this.joined.slug);
    this.joined = undefined;
  }
}
