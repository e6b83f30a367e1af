import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface LegacyMessage {
  kind: 'message';
  flag: 'group_chat' | 'private_chat';
  sender: string;
  content: string;
}
export interface LegacyFile {
  kind: 'file';
  flag: 'group_chat' | 'private_chat';
  sender: string;
  name: string;
  bytes: Buffer;
}
export interface LegacyOnlineList {
  kind: 'online';
  names: string[];
}
export type LegacyFrame = LegacyMessage | LegacyFile | LegacyOnlineList;

/** What the old program calls the group. */
export const group = '【群聊】';

/** A client of the old program, byte by byte as LEGACY.md gives it. It reads as the protocol says, not as the original does. */
export class LegacyClient {
  /** Every frame received, in order. */
  readonly frames: LegacyFrame[] = [];
  /** `sizeof(long)` in file headers: 4 on Windows, 8 on 64-bit Linux and macOS. */
  readonly #long: 4 | 8;
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #answers: number[] = [];
  #awaited = 0;
  #changed: () => void = () => {};

  private constructor(socket: Socket, long: 4 | 8) {
    this.#socket = socket;
    this.#long = long;
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#parse();
    });
    socket.on('error', () => {});
    socket.on('close', () => this.#changed());
  }

  static async connect(port: number, long: 4 | 8 = 4): Promise<LegacyClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new LegacyClient(socket, long);
  }

  /** Command 1; resolves with the answering byte, `1` for accepted. */
  login(name: string, password: string, timeout?: number): Promise<string> {
    return this.#ask(['1', lstr(name), lstr(password)], timeout);
  }

  /** Command 2; resolves with the answering byte, `0` for registered. */
  register(name: string, password: string, avatarPath = ''): Promise<string> {
    return this.#ask(['2', lstr(name), lstr(password), lstr(avatarPath)]);
  }

  /** Command 3, as typed: with the newline at the end that Tk's text box leaves. */
  say(target: string, text: string): void {
    this.#write('3', lstr(target), lstr(`${text}\n`));
  }

  /** Command 3 with exactly this content: a sticker's code, or `exit`. */
  sayExactly(target: string, content: string): void {
    this.#write('3', lstr(target), lstr(content));
  }

  /** Command 4. */
  refresh(): void {
    this.#write('4');
  }

  /** Command 5. */
  sendPath(target: string, path: string): void {
    this.#write('5', lstr(target), lstr(path));
  }

  /** Command 6. */
  sendFile(target: string, name: string, bytes: Uint8Array): void {
    this.#write('6', lstr(target), lstr(name), u32(bytes.length), Buffer.from(bytes));
  }

  /** Any bytes at all. */
  raw(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** The first frame, received already or to come, that fits. */
  async frame<Kind extends LegacyFrame['kind']>(
    kind: Kind,
    fits: (frame: Extract<LegacyFrame, { kind: Kind }>) => boolean = () => true,
    timeout = 30_000,
  ): Promise<Extract<LegacyFrame, { kind: Kind }>> {
    const isIt = (frame: LegacyFrame): frame is Extract<LegacyFrame, { kind: Kind }> =>
      frame.kind === kind && fits(frame as Extract<LegacyFrame, { kind: Kind }>);
    await this.#until(() => this.frames.some(isIt), `a frame of kind ${kind}`, timeout);
    return this.frames.find(isIt) as Extract<LegacyFrame, { kind: Kind }>;
  }

  /** The first frame to come from now on that fits. */
  next<Kind extends LegacyFrame['kind']>(
    kind: Kind,
    fits: (frame: Extract<LegacyFrame, { kind: Kind }>) => boolean = () => true,
  ): Promise<Extract<LegacyFrame, { kind: Kind }>> {
    const old = new Set<LegacyFrame>(this.frames);
    return this.frame(kind, (frame) => !old.has(frame) && fits(frame));
  }

  get closed(): boolean {
    return this.#socket.closed;
  }

  /** Resolves when the server has closed the connection. */
  async untilClosed(): Promise<void> {
    if (!this.#socket.closed) await once(this.#socket, 'close');
  }

  close(): void {
    this.#socket.destroy();
  }

  async #ask([command, ...fields]: [string, ...Buffer[]], timeout?: number): Promise<string> {
    this.#awaited++;
    this.#write(command, ...fields);
    await this.#until(() => this.#answers.length > 0, `an answer to command ${command}`, timeout);
    return String.fromCharCode(this.#answers.shift() ?? 0);
  }

  #write(command: string, ...fields: Buffer[]): void {
    this.#socket.write(Buffer.concat([Buffer.from(command), ...fields]));
  }

  async #until(holds: () => boolean, what: string, timeout = 30_000): Promise<void> {
    const timer = AbortSignal.timeout(timeout);
    while (!holds()) {
      if (this.#socket.closed) throw new Error(`The connection was closed before ${what} came.`);
      if (timer.aborted) throw new Error(`${what} did not come; so far: ${JSON.stringify(this.frames).slice(-2000)}`);
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
        timer.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  #parse(): void {
    for (;;) {
      if (this.#awaited > 0 && this.#received.length > 0) {
        this.#awaited--;
        this.#answers.push(this.#received[0] ?? 0);
        this.#received = this.#received.subarray(1);
        continue;
      }
      const reader = new FrameReader(this.#received, this.#long);
      const frame = reader.frame();
      if (!frame) break;
      this.#received = this.#received.subarray(reader.position);
      this.frames.push(frame);
    }
    this.#changed();
  }
}

/** Reads one frame off the beginning of some bytes. */
class FrameReader {
  position = 0;

  constructor(
    readonly bytes: Buffer,
    readonly long: 4 | 8,
  ) {}

  /** Undefined while bytes of it are missing. */
  frame(): LegacyFrame | undefined {
    try {
      return this.#frame();
    } catch (error) {
      if (error instanceof Missing) return undefined;
      throw error;
    }
  }

  #frame(): LegacyFrame {
    const tag = this.#string();
    if (tag === '#!onlinelist#!') {
      return { kind: 'online', names: Array.from({ length: this.#u32() }, () => this.#string()) };
    }
    const flag = this.#string() as LegacyMessage['flag'];
    const sender = this.#string();
    if (tag === '#!message#!') return { kind: 'message', flag, sender, content: this.#string() };
    if (tag !== '#!file#!') throw new Error(`Not a frame: ${JSON.stringify(tag)}`);
    const name = this.#take(128).toString('utf8').replace(/\0.*$/s, '');
    const size = this.long === 4 ? this.#take(4).readInt32LE() : Number(this.#take(8).readBigInt64LE());
    return { kind: 'file', flag, sender, name, bytes: Buffer.from(this.#take(size)) };
  }

  #string(): string {
    return this.#take(this.#u32()).toString('utf8');
  }

  #u32(): number {
    return this.#take(4).readUInt32BE();
  }

  #take(length: number): Buffer {
    const end = this.position + length;
    if (end > this.bytes.length) throw new Missing();
    const taken = this.bytes.subarray(this.position, end);
    this.position = end;
    return taken;
  }
}

class Missing extends Error {}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function lstr(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([u32(bytes.length), bytes]);
}
