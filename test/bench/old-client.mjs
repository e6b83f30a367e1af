import { connect } from 'node:net';

const group = lstr('【群聊】');
/** Bytes of the tags that frames begin with: they tell the kinds apart. */
const tag = { message: 11, onlineList: 14 };

/** An old client of the fewest possible instructions: it logs in, talks, and counts what it is shown. */
export class OldClient {
  #rest = Buffer.alloc(0);
  #own;

  /** `onMessage(isOwn)` is called for each message that it is shown; `ready` resolves when it is logged in. */
  constructor({ port, name, password, onMessage }) {
    this.onMessage = onMessage;
    this.#own = lstr(name);
    this.ready = new Promise((resolve, reject) => {
      this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
      this.socket.on('error', reject);
      this.socket.on('close', () => reject(new Error('The connection was closed.')));
      this.socket.once('data', (chunk) => {
        if (chunk[0] !== 0x31) reject(new Error(`The log-in was answered with ${chunk[0]}.`));
        this.socket.on('data', (bytes) => this.#read(bytes));
        this.#read(chunk.subarray(1));
        resolve(this);
      });
      this.socket.write(Buffer.concat([Buffer.from('1'), lstr(name), lstr(password)]));
    });
  }

  say(text) {
    this.socket.write(Buffer.concat([Buffer.from('3'), group, lstr(`${text}\n`)]));
  }

  /** From now on it reads nothing. */
  stopReading() {
    this.socket.pause();
  }

  close() {
    this.socket.destroy();
  }

  #read(chunk) {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (let end = this.#frame(bytes, at); end !== undefined; end = this.#frame(bytes, at)) at = end;
    this.#rest = at === bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(at));
  }

  /** Where the frame that begins at `at` ends, if it is all there. */
  #frame(bytes, at) {
    if (bytes.length - at < 4) return undefined;
    const kind = bytes.readUInt32BE(at);
    const body = at + 4 + kind;
    if (kind === tag.onlineList) {
      return bytes.length - body < 4 ? undefined : afterStrings(bytes, body + 4, bytes.readUInt32BE(body));
    }
    if (kind !== tag.message) throw new Error(`Out of step: ${bytes.subarray(at, at + 40)}`);
    const end = afterStrings(bytes, body, 3);
    if (end === undefined) return undefined;
    const sender = afterStrings(bytes, body, 1);
    this.onMessage(bytes.compare(this.#own, 0, this.#own.length, sender, sender + this.#own.length) === 0);
    return end;
  }
}

/** Where `count` strings end that begin at `at`, if they are all there. */
function afterStrings(bytes, at, count) {
  let end = at;
  for (let n = 0; n < count; n++) {
    if (bytes.length - end < 4) return undefined;
    end += 4 + bytes.readUInt32BE(end);
  }
  return end <= bytes.length ? end : undefined;
}

function lstr(text) {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
