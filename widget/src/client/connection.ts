import type { Ack, ClientEvents, ServerEvents } from '@chat-room/protocol';
import { io, type Socket } from 'socket.io-client';
import { backoff } from './backoff.js';
import { ChatClientError } from './client-error.js';
import type { Credentials } from './credentials.js';
import { Emitter } from './emitter.js';
import { hasNetwork, isPageHidden, onPage } from './page-events.js';
import type { Connection, ConnectionState } from './types.js';

type Event = keyof ClientEvents;
type Payload<E extends Event> = Parameters<ClientEvents[E]>[0];
/** What an event is acknowledged with when all is well. */
type Answer<E extends Event> = Extract<Parameters<NonNullable<Parameters<ClientEvents[E]>[1]>>[0], { ok: true }>;
type ChatSocket = Socket<ServerEvents, ClientEvents>;

/** Milliseconds until an unanswered request counts as lost. */
const patience = 15_000;
/** The server pings every 25 seconds; silence beyond this is suspicious. */
const longestSilence = 35_000;
/** A connection that held this long starts the back-off over. */
const stableAfter = 10_000;
/** A draining server's clients spread their departure over this many milliseconds. */
const drainSpread = 3_000;

/**
 * The one connection to the server, kept up for as long as somebody is signed in. A new socket is opened beside a doubtful or
 * draining one and takes over once it is connected, so that moving to another node is not seen by anybody.
 */
export class SocketConnection extends Emitter implements Connection {
  state: ConnectionState = 'idle';
  retryAt?: number;
  #socket?: ChatSocket;
  #next?: ChatSocket;
  #isWanted = false;
  #failures = 0;
  #attempt = 0;
  #connectedAt = 0;
  #heardAt = 0;
  #refusedToken?: string;
  #timer?: ReturnType<typeof setTimeout>;
  #guard?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly server: string,
    private readonly credentials: Credentials,
    private readonly handlers: ServerEvents,
    /** Told of every new socket, also when the state stays `online`. */
    private readonly connected: () => void,
    signal: AbortSignal,
  ) {
    super();
    onPage('online', signal, () => this.#isWanted && this.#open());
    onPage('offline', signal, () => this.#show());
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

  /** Moves to another connection soon, and not all at once with everybody else. */
  move(): void {
    this.#schedule(Math.random() * drainSpread);
  }

  /** Asks and awaits the answer. Throws `offline` when the connection is down or breaks, `timeout`, or the server's error. */
  async request<E extends Event>(event: E, payload: Payload<E>): Promise<Answer<E>> {
    const socket = this.#socket;
    if (!socket?.connected) throw new ChatClientError('offline');
    const answer = await this.#ask(socket, event, payload);
    if (answer.ok) return answer as Answer<E>;
    const { code, ...detail } = answer.error;
    if (code === 'unauthorized' && socket === this.#socket) this.#refused(socket);
    throw new ChatClientError(code, detail);
  }

  /** Says something that may get lost. */
  tell<E extends Event>(event: E, payload: Payload<E>): void {
    this.request(event, payload).catch(() => undefined);
  }

  /** Resolves when connected; throws `offline` after `milliseconds`. */
  whenOnline(milliseconds = patience): Promise<void> {
    if (this.state === 'online') return Promise.resolve();
    return new Promise((resolve, reject) => {
      const stop = this.subscribe(() => this.state === 'online' && end(resolve));
      const timer = setTimeout(() => end(() => reject(new ChatClientError('offline'))), milliseconds);
      const end = (then: () => void): void => {
        clearTimeout(timer);
        stop();
        then();
      };
    });
  }

  async #ask(socket: ChatSocket, event: Event, payload: object): Promise<Ack> {
    const asked = Date.now();
    const timed = socket.timeout(patience) as unknown as { emitWithAck(event: Event, payload: object): Promise<Ack> };
    try {
      return await timed.emitWithAck(event, payload);
    } catch {
      if (!socket.connected) throw new ChatClientError('offline');
      // Not a word in all that time: the connection is probably dead, and TCP would take minutes to say so.
      if (this.#heardAt < asked && socket === this.#socket) this.#open();
      throw new ChatClientError('timeout');
    }
  }

  #open(): void {
    this.#abandon();
    const attempt = ++this.#attempt;
    const refused = this.#refusedToken;
    this.#guard = setTimeout(() => attempt === this.#attempt && this.#failed(), patience);
    (refused ? this.credentials.renew(refused) : this.credentials.fresh()).then(
      (token) => attempt === this.#attempt && this.#isWanted && this.#connect(token),
      (error: unknown) => attempt === this.#attempt && this.#failed(error),
    );
    this.#show();
  }

  #connect(token: string): void {
    const { origin, pathname } = new URL(this.server);
    const next: ChatSocket = io(origin, {
      path: `${pathname.replace(/\/$/, '')}/socket.io`,
      auth: { token },
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnection: false,
      forceNew: true,
    });
    this.#next = next;
    next.once('connect', () => this.#connected(next));
    next.once('connect_error', (error) => next === this.#next && this.#failed(error, token));
    next.onAny((event: string, payload: unknown) => {
      if (next !== this.#socket || !Object.hasOwn(this.handlers, event)) return;
      this.handlers[event as keyof ServerEvents](payload as never);
    });
  }

  #connected(next: ChatSocket): void {
    this.#next = undefined;
    this.#abandon();
    this.#drop();
    this.#socket = next;
    this.#connectedAt = this.#heardAt = Date.now();
    this.#refusedToken = undefined;
    next.io.engine.on('packet', () => {
      this.#heardAt = Date.now();
    });
    next.once('disconnect', () => next === this.#socket && this.#lost());
    this.#show();
    this.connected();
  }

  #lost(): void {
    this.#socket = undefined;
    if (Date.now() - this.#connectedAt > stableAfter) this.#failures = 0;
    if (!this.#next) this.#schedule(backoff(this.#failures++));
    this.#show();
  }

  /** An attempt came to nothing. */
  #failed(error?: unknown, token?: string): void {
    const data = (error as { data?: { code?: string; retryAfter?: number } } | undefined)?.data;
    const isRefused = token !== undefined && (data?.code === 'unauthorized' || data?.code === 'session_ended');
    // The first refusal is answered with another token at once; further ones wait like any failure.
    const isFirstRefusal = isRefused && this.#refusedToken === undefined;
    if (isRefused) this.#refusedToken = token;
    if (!this.#isWanted) return;
    if (data?.code === 'banned') {
      this.handlers['session:ended']({ code: 'banned' });
      return;
    }
    const pause = (data?.retryAfter ?? (error as ChatClientError | undefined)?.retryAfter ?? 0) * 1_000;
    this.#schedule(isFirstRefusal ? 0 : Math.max(pause, backoff(this.#failures++)));
  }

  #refused(socket: ChatSocket): void {
    this.#refusedToken = (socket.auth as { token: string }).token;
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
    delete this.retryAt;
    this.#next?.off().disconnect();
    this.#next = undefined;
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.off().disconnect();
  }

  #show(): void {
    this.state = this.#currentState();
    if (this.state === 'online') delete this.retryAt;
    this.changed();
  }

  #currentState(): ConnectionState {
    if (!this.#isWanted) return 'idle';
    if (this.#socket) return 'online';
    if (!hasNetwork()) return 'offline';
    return this.#connectedAt || this.#failures ? 'reconnecting' : 'connecting';
  }
}
