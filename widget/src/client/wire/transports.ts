import { WebSocketWire } from './web-socket-wire.js';
import type { Wire, WireListener } from './wire.js';

/**
 * Chooses the way to a server: a WebSocket, or the stock client where there is none (Node 20) or none gets through (some
 * companies' proxies). The two take turns until one has reached the server; from then on it is that one.
 */
export class Transports {
  #usesStock = typeof WebSocket === 'undefined';
  #hasWorked = false;

  constructor(private readonly server: string) {}

  /** Rejects when the stock client cannot be loaded. */
  async open(token: string, listener: WireListener): Promise<Wire> {
    const address = new URL(`${this.server}/socket.io/`);
    if (this.#usesStock) {
      const { SocketIoWire } = await import('./socket-io-wire.js');
      return new SocketIoWire(address, { token }, listener);
    }
    address.protocol = address.protocol.replace('http', 'ws');
    address.search = '?EIO=4&transport=websocket';
    return new WebSocketWire(address.href, { token }, listener);
  }

  worked(): void {
    this.#hasWorked = true;
  }

  /** After a failure: turns to the other way. True when that one is worth trying at once. */
  turn(): boolean {
    if (this.#hasWorked || typeof WebSocket === 'undefined') return false;
    this.#usesStock = !this.#usesStock;
    return this.#usesStock;
  }
}
