import type { Ack, ClientEvents, WireError } from '@chat-room/protocol';

export type ClientEvent = keyof ClientEvents;
export type Payload<E extends ClientEvent> = Parameters<ClientEvents[E]>[0];
/** What an event is acknowledged with when all is well. */
export type Answer<E extends ClientEvent> = Extract<
  Parameters<NonNullable<Parameters<ClientEvents[E]>[1]>>[0],
  { ok: true }
>;

/** Why the server let nobody in: what its handshake error carried. */
export type Refusal = Partial<Pick<WireError, 'code' | 'retryAfter'>>;

/** Told by a wire. First `opened` or `failed`, later `lost` after `opened`; nothing comes after `close`. */
export interface WireListener {
  opened(): void;
  /** The server refused, or could not be reached. */
  failed(refusal?: Refusal): void;
  lost(): void;
  /** Anything at all has come in. */
  heard(): void;
  event(name: string, payload: unknown): void;
}

/** One connection to the server that speaks Socket.IO. It never reconnects: `SocketConnection` opens another. */
export interface Wire {
  readonly isOpen: boolean;
  /** Resolves with the acknowledgement; rejects when none has come in `patience` milliseconds or the wire was lost. */
  ask(event: ClientEvent, payload: object, patience: number): Promise<Ack>;
  close(): void;
}
