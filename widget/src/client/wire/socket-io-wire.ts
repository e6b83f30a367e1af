import type { Ack } from '@chat-room/protocol';
import { io, type Socket } from 'socket.io-client';
import type { ClientEvent, Refusal, Wire, WireListener } from './wire.js';

/** The stock client, with long polling and whatever else it can do. A chunk of its own: few need it. */
export class SocketIoWire implements Wire {
  readonly #socket: Socket;

  constructor(server: URL, auth: { token: string }, listener: WireListener) {
    const socket = io(server.origin, {
      path: server.pathname,
      auth,
      reconnection: false,
      forceNew: true,
    });
    this.#socket = socket;
    socket.once('connect', () => {
      socket.io.engine.on('packet', () => listener.heard());
      listener.opened();
    });
    socket.once('connect_error', (error) => listener.failed((error as { data?: Refusal }).data));
    socket.once('disconnect', () => listener.lost());
    socket.onAny((name: string, payload: unknown) => listener.event(name, payload));
  }

  get isOpen(): boolean {
    return this.#socket.connected;
  }

  ask(event: ClientEvent, payload: object, patience: number): Promise<Ack> {
    return this.#socket.timeout(patience).emitWithAck(event, payload) as Promise<Ack>;
  }

  close(): void {
    this.#socket.off().disconnect();
  }
}
