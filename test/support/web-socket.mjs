import { WebSocket } from 'ws';

// Node 20 has none of its own, and the headless client would fall back on the stock client. Browsers have one.
globalThis.WebSocket ??= WebSocket;
