import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const textFrame = 0x81;
/** Where all clients read into, one after the other: what is to be kept is copied. */
const incoming = Buffer.allocUnsafe(65_536);
const largest = { short: 125, medium: 0xffff };

/**
 * A Socket.IO client of the fewest possible instructions: WebSocket frames straight off the TCP socket, packets handed on as bytes.
 * The load generator must cost less than the servers it measures.
 */
export class WireClient {
  /** Takes what arrives, which is good for the call only. */
  #receive;
  /** What begins in one chunk and ends in a later one. */
  #rest = Buffer.alloc(0);
  /** A frame longer than what has arrived of it. */
  #partial;
  #answers = new Map();
  #lastId = 0;
  #outgoing = [];

  /** `onPacket(bytes)` gets every Socket.IO packet but answers to `request`: `bytes` is good for the call only. */
  constructor({ port, auth, onPacket, onClose = () => {} }) {
    this.onPacket = onPacket;
    this.ready = new Promise((resolve, reject) => {
      const onread = { buffer: incoming, callback: (length) => this.#receive(incoming.subarray(0, length)) };
      this.#receive = (chunk) => this.#upgraded(chunk, () => this.#listen(auth, resolve, reject));
      this.socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
      this.socket.on('error', reject);
      this.socket.on('close', () => {
        reject(new Error('The connection was closed.'));
        onClose();
      });
      this.socket.write(
        `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\n` +
          `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
      );
    });
  }

  /** Sends an event that is acknowledged to `onPacket`, as `43…`. */
  emit(event, payload) {
    this.send(`420${JSON.stringify([event, payload])}`);
  }

  /** Sends an event; resolves with its acknowledgement. */
  request(event, payload) {
    const id = ++this.#lastId;
    this.send(`42${id}${JSON.stringify([event, payload])}`);
    return new Promise((resolve) => this.#answers.set(id, resolve));
  }

  /** Whatever is sent in one turn of the event loop goes in one write. */
  send(packet) {
    if (this.#outgoing.length === 0) setImmediate(() => this.#flush());
    this.#outgoing.push(masked(Buffer.from(packet)));
  }

  close() {
    this.socket.destroy();
  }

  #flush() {
    this.socket.write(this.#outgoing.length === 1 ? this.#outgoing[0] : Buffer.concat(this.#outgoing));
    this.#outgoing = [];
  }

  #upgraded(chunk, done) {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.#rest.toString('latin1', 0, end);
    if (!head.startsWith('HTTP/1.1 101')) throw new Error(`No WebSocket: ${head}`);
    const rest = this.#rest.subarray(end + 4);
    this.#rest = Buffer.alloc(0);
    this.#receive = (bytes) => this.#read(bytes);
    done();
    if (rest.length > 0) this.#read(rest);
  }

  #listen(auth, resolve, reject) {
    this.onHandshake = (packet) => {
      if (packet.startsWith('0')) this.send(`40${JSON.stringify(auth)}`);
      else if (packet.startsWith('40')) {
        this.onHandshake = undefined;
        resolve(this);
      } else reject(new Error(`The handshake was refused: ${packet}`));
    };
  }

  #read(chunk) {
    let bytes = chunk;
    if (this.#partial) {
      const { frame, filled } = this.#partial;
      const copied = chunk.copy(frame, filled);
      this.#partial.filled += copied;
      if (this.#partial.filled < frame.length) return;
      this.#partial = undefined;
      this.#packet(frame);
      bytes = chunk.subarray(copied);
    } else if (this.#rest.length > 0) {
      bytes = Buffer.concat([this.#rest, chunk]);
      this.#rest = Buffer.alloc(0);
    }
    let at = 0;
    while (bytes.length - at >= 2) {
      const { start, length } = payloadAt(bytes, at);
      if (start === undefined) break;
      const end = start + length;
      if (end > bytes.length) {
        const frame = Buffer.allocUnsafe(length);
        this.#partial = { frame, filled: bytes.copy(frame, 0, start) };
        return;
      }
      this.#packet(bytes.subarray(start, end), bytes[at]);
      at = end;
    }
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at));
  }

  #packet(bytes, kind = textFrame) {
    if (kind !== textFrame) return;
    if (this.onHandshake) this.onHandshake(bytes.toString());
    else if (bytes.length === 1 && bytes[0] === 0x32) this.send('3');
    else if (!this.#isAnswer(bytes)) this.onPacket(bytes);
  }

  #isAnswer(bytes) {
    if (this.#answers.size === 0 || bytes[0] !== 0x34 || bytes[1] !== 0x33) return false;
    const [, id] = /^43(\d+)/.exec(bytes.toString('latin1', 0, 16)) ?? [];
    const answer = this.#answers.get(Number(id));
    if (!answer) return false;
    this.#answers.delete(Number(id));
    answer(JSON.parse(bytes.toString('utf8', 2 + id.length))[0]);
    return true;
  }
}

/** Where a frame's payload begins and how long it is; no `start` where its head is not all there. */
function payloadAt(bytes, at) {
  const length = bytes[at + 1] & 0x7f;
  if (length <= largest.short) return { start: at + 2, length };
  if (length === 126) return bytes.length - at < 4 ? {} : { start: at + 4, length: bytes.readUInt16BE(at + 2) };
  return bytes.length - at < 10 ? {} : { start: at + 10, length: Number(bytes.readBigUInt64BE(at + 2)) };
}

/** A client's frame; clients must mask what they send. */
function masked(payload) {
  const head = payload.length <= largest.short ? 2 : payload.length <= largest.medium ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + 4 + payload.length);
  frame[0] = textFrame;
  if (head === 2) frame[1] = 0x80 | payload.length;
  else if (head === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(payload.length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(payload.length), 2);
  }
  const mask = randomBytes(4);
  mask.copy(frame, head);
  for (let i = 0; i < payload.length; i++) frame[head + 4 + i] = payload[i] ^ mask[i & 3];
  return frame;
}
