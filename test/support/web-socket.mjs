import { WebSocket } from 'ws';

/** As in browsers, an error that nobody listens for is no exception: `close` follows. */
class QuietWebSocket extends WebSocket {
  constructor(...args) {
    super(...args);
    this.on('error', () => {});
  }
}

// Node 20 has none of its own, and the headless client would fall back on the stock client. Browsers have one.
globalThis.WebSocket ??= QuietWebSocket;
