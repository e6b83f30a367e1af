import type { Ack, ServerEvents } from '@chat-room/protocol';
import { backoff } from './backoff.js';
import { ChatClientError } from './client-error.js';
import type { Credentials } from './credentials.js';
import { Emitter } from './emitter.js';
import { hasNetwork, isPageHidden, onPage } from './page-events.js';
import type { ClientError, Connection, ConnectionState } from './types.js';
import { Transports } from './wire/transports.js';
import type { Answer, ClientEvent, Payload, Refusal, Wire } from './wire/wire.js';

/** Milliseconds until an unanswered request counts as lost. */
const patience = 15_000;
/** Not a word for this long after a request: the connection is probably dead, and TCP would take minutes to say so. */
const doubtAfter = 6_000;
/** The server pings every 25 seconds; silence beyond this is suspicious. */
const longestSilence = 35_000;
/** A connection that held this long starts the back-off over. */
const stableAfter = 10_000;
/** A draining server's clients spread their departure over this many milliseconds. */
const drainSpread = 3_000;

/**
 * The one connection to the server, kept up for as long as somebody is signed in. A new wire is opened beside a doubtful or
 * draining one and takes over once it is open, so that moving to another node is not seen by anybody.
 */
export class SocketConnection extends Emitter implements Connection {
  state: ConnectionState = 'idle';
  retryAt?: number;
  readonly #transports: Transports;
  #wire?: Wire;
  #next?: Wire;
  /** With which the wire was opened. */
  #token = '';
  #isWanted = false;
  #failures = 0;
  #attempt = 0;
  #connectedAt = 0;
  #heardAt = 0;
  #refusedToken?: string;
  /** Runs until another connection is to be opened. */
  #timer?: ReturnType<typeof setTimeout>;
  /** Runs while another one is being opened. */
  #guard?: ReturnType<typeof setTimeout>;

  constructor(
    server: string,
    private readonly credentials: Credentials,
    private readonly handlers: ServerEvents,
    /** Told of every new wire, also when the state stays `online`. */
    private readonly connected: () => void,
    signal: AbortSignal,
  ) {
    super();
    this.#transports = new Transports(server);
    onPage('online', signal, () => this.#isWanted && this.#open());
    // The system may be wrong (a server on this very machine): whether another connection opens tells.
    onPage('offline', signal, () => this.#isWanted && this.#open());
    onPage('visibilitychange', signal, () => this.#woke());
  }

  start(): void {
    this.stop();
    this.#isWanted = true;
    this.#open();
  }

  stop(): void {
    this.#isWanted = false;
    this.#failures = 0;
    this.#connectedAt = 0;
    this.#refusedToken = undefined;
    this.#abandon();
    this.#drop();
    this.#show();
  }

  retry(): void {
    if (this.#isWanted && this.state !== 'online') this.#open();
  }

  /** The server has answered something else: there is no reason to wait. */
  reached(): void {
    if (this.retryAt !== undefined) this.#open();
  }

  /** Moves to another connection soon, and not all at once with everybody else. */
  move(): void {
    this.#schedule(Math.random() * drainSpread);
  }

  /** Asks and awaits the answer. Throws `offline` when the connection is down or breaks, `timeout`, or the server's error. */
  async request<E extends ClientEvent>(event: E, payload: Payload<E>): Promise<Answer<E>> {
    const wire = this.#wire;
    if (!wire) throw new ChatClientError('offline');
    const token = this.#token;
    const answer = await this.#ask(wire, event, payload);
    if (answer.ok) return answer as Answer<E>;
    const { code, ...detail } = answer.error;
    if (code === 'unauthorized' && wire === this.#wire) this.#refused(token);
    throw new ChatClientError(code, detail);
  }

  /** Says something that may get lost. */
  tell<E extends ClientEvent>(event: E, payload: Payload<E>): void {
    this.request(event, payload).catch(() => undefined);
  }

  async #ask(wire: Wire, event: ClientEvent, payload: object): Promise<Ack> {
    const asked = Date.now();
    const doubt = setTimeout(() => {
      if (this.#heardAt < asked && wire === this.#wire && !this.#timer && !this.#guard) this.#open();
    }, doubtAfter);
    try {
      return await wire.ask(event, payload, patience);
    } catch {
      throw new ChatClientError(wire.isOpen ? 'timeout' : 'offline');
    } finally {
      clearTimeout(doubt);
    }
  }

  #open(): void {
    this.#abandon();
    const attempt = ++this.#attempt;
    const refused = this.#refusedToken;
    this.#guard = setTimeout(() => attempt === this.#attempt && this.#failed(), patience);
    (refused ? this.credentials.renew(refused) : this.credentials.fresh()).then(
      (token) => void (attempt === this.#attempt && this.#isWanted && this.#connect(token, attempt)),
      (error: unknown) => attempt === this.#attempt && this.#failed(error as ClientError),
    );
    this.#show();
  }

  async #connect(token: string, attempt: number): Promise<void> {
    try {
      const wire = await this.#transports.open(token, {
        opened: () => this.#opened(wire, token),
        failed: (refusal) => attempt === this.#attempt && this.#failed(refusal, token),
        lost: () => wire === this.#wire && this.#lost(),
        heard: () => {
          if (wire === this.#wire) this.#heardAt = Date.now();
        },
        event: (name, payload) => {
          if (wire !== this.#wire || !Object.hasOwn(this.handlers, name)) return;
          this.handlers[name as keyof ServerEvents](payload as never);
        },
      });
      if (attempt === this.#attempt) this.#next = wire;
      else wire.close();
    } catch {
      if (attempt === this.#attempt) this.#failed();
    }
  }

  #opened(wire: Wire, token: string): void {
    this.#next = undefined;
    this.#abandon();
    this.#drop();
    this.#wire = wire;
    this.#token = token;
    this.#connectedAt = this.#heardAt = Date.now();
    this.#refusedToken = undefined;
    this.#transports.worked();
    this.#show();
    this.connected();
  }

  #lost(): void {
    this.#wire = undefined;
    if (Date.now() - this.#connectedAt > stableAfter) this.#failures = 0;
    if (!this.#next) this.#schedule(backoff(this.#failures++));
    this.#show();
  }

  /** An attempt came to nothing; with a `token` it was the server that said no. */
  #failed(refusal?: Refusal | ClientError, token?: string): void {
    const code = refusal?.code;
    const isRefused = token !== undefined && (code === 'unauthorized' || code === 'session_ended');
    // The first refusal is answered with another token at once; further ones wait like any failure.
    const isFirstRefusal = isRefused && this.#refusedToken === undefined;
    if (isRefused) this.#refusedToken = token;
    if (!this.#isWanted) return;
    if (!hasNetwork()) this.#drop();
    if (token !== undefined && code === 'banned') {
      this.handlers['session:ended']({ code: 'banned' });
      return;
    }
    const isOtherWay = code === undefined && this.#transports.turn();
    const pause = (refusal?.retryAfter ?? 0) * 1_000;
    this.#schedule(isFirstRefusal || isOtherWay ? 0 : Math.max(pause, backoff(this.#failures++)));
  }

  #refused(token: string): void {
    this.#refusedToken = token;
    this.#open();
  }

  #schedule(delay: number): void {
    this.#abandon();
    this.#timer = setTimeout(() => this.#open(), delay);
    this.retryAt = Date.now() + delay;
    this.#show();
  }

  /** A page that was asleep doesn't know what its connection is worth. */
  #woke(): void {
    if (!this.#isWanted || isPageHidden()) return;
    if (this.state !== 'online' || Date.now() - this.#heardAt > longestSilence) this.#open();
  }

  /** Ends the attempt that is under way or scheduled. */
  #abandon(): void {
    this.#attempt++;
    clearTimeout(this.#timer);
    clearTimeout(this.#guard);
    this.#timer = this.#guard = undefined;
    delete this.retryAt;
    this.#next?.close();
    this.#next = undefined;
  }

  #drop(): void {
    this.#wire?.close();
    this.#wire = undefined;
  }

  #show(): void {
    this.state = this.#currentState();
    if (this.state === 'online') delete this.retryAt;
    this.changed();
  }

  #currentState(): ConnectionState {
    if (!this.#isWanted) return 'idle';
    if (this.#wire) return 'online';
    if (!hasNetwork()) return 'offline';
    return this.#connectedAt || this.#failures ? 'reconnecting' : 'connecting';
  }
}
