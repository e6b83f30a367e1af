import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { ProtocolViolation } from '../codec/protocol-violation.js';
import type { Command, Request } from '../codec/request.js';
import { RequestReader } from '../codec/request-reader.js';
import { Deadline } from './deadline.js';
import type { LegacyServerOptions, ListenerOptions } from './options.js';
import { type Frame, Outgoing } from './outgoing.js';

/** Milliseconds between two writes on a network; on loopback there is nothing to wait for. */
const networkGap = 5;
/** Milliseconds a client gets to take its last frames and close. */
const goodbye = 2000;
/** What may come before a log-in. */
const open: readonly Command[] = ['log-in', 'register'];

/** One old client: its requests in order, one at a time; frames to it. */
export class Connection {
  /** Network address of the client. */
  readonly address: string;
  private readonly port: number | undefined;
  private readonly reader: RequestReader;
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly outgoing: Outgoing;
  private readonly loginDeadline: Deadline;
  private readonly bodyDeadline: Deadline;
  private coming: Promise<boolean> | undefined;
  private name: string | undefined;
  private ending: string | undefined;

  constructor(
    private readonly socket: Socket,
    readonly listener: ListenerOptions,
    options: LegacyServerOptions,
  ) {
    this.address = socket.remoteAddress ?? '';
    this.port = socket.remotePort;
    this.chunks = socket[Symbol.asyncIterator]();
    this.reader = new RequestReader(options.strings, (command) => {
      if (!this.signedIn && !open.includes(command)) throw new ProtocolViolation(`${command} before a log-in`);
    });
    this.outgoing = new Outgoing(socket, { ...options, gap: listener.path === 'network' ? networkGap : 0 }, (reason) =>
      this.cut(reason),
    );
    const seconds = (milliseconds: number) => milliseconds / 1000;
    this.loginDeadline = new Deadline(options.loginTimeout, () =>
      this.cut(`it has not logged in for ${seconds(options.loginTimeout)} s`),
    );
    this.bodyDeadline = new Deadline(options.stallTimeout, () =>
      this.cut(`nothing more of a file has come for ${seconds(options.stallTimeout)} s`),
    );
    this.loginDeadline.start();
  }

  /** Whether `admit` was called, and `dismiss` was not since. */
  get signedIn(): boolean {
    return this.name !== undefined;
  }

  /** Whether nobody is there any more, or is about not to be. */
  get isGone(): boolean {
    return this.socket.destroyed || this.ending !== undefined;
  }

  /** Why the connection ended, or is ending; nothing when the client closed it. */
  get reason(): string | undefined {
    return this.ending;
  }

  toString(): string {
    return `${this.address}:${this.port}${this.name === undefined ? '' : ` (${this.name})`}`;
  }

  /** From now on every command is allowed. */
  admit(name: string): void {
    this.name = name;
  }

  /** As before the log-in. */
  dismiss(): void {
    this.name = undefined;
  }

  /** Sends frames one behind the other, with nothing between them. */
  send(...frames: readonly Frame[]): void {
    if (this.isGone) return;
    for (const frame of frames) this.outgoing.push(frame);
  }

  /** Closes once everything is sent; what still comes is not looked at. */
  async end(reason: string): Promise<void> {
    if (this.ending !== undefined) return;
    this.ending = reason;
    const impatient = new Deadline(goodbye, () => this.socket.destroy());
    impatient.start();
    await this.outgoing.flushed();
    this.socket.end();
  }

  /** Closes now. */
  cut(reason: string): void {
    this.ending ??= reason;
    this.loginDeadline.stop();
    this.bodyDeadline.stop();
    this.outgoing.clear();
    this.socket.destroy();
  }

  /** The next request; none when the client is gone. Throws `ProtocolViolation`. */
  async nextRequest(): Promise<Request | undefined> {
    for (;;) {
      const request = this.ending === undefined ? this.reader.next() : undefined;
      if (request) {
        // The time that an answer takes is not the client's.
        this.loginDeadline.stop();
        return request;
      }
      if (!(await this.more())) return undefined;
    }
  }

  /** The bytes of the file that the request announced, as they come. */
  body(): Readable {
    return Readable.from(this.bodyChunks(), { objectMode: false });
  }

  /** Call when a request is done: passes over what its handler left of a file's bytes. */
  async settle(): Promise<void> {
    for await (const _ of this.bodyChunks());
    if (!this.signedIn && this.ending === undefined) this.loginDeadline.start();
  }

  private async *bodyChunks(): AsyncGenerator<Buffer> {
    while (this.reader.missingBody > 0) {
      const chunk = this.reader.takeBody();
      if (chunk.length > 0) {
        yield chunk;
        continue;
      }
      this.bodyDeadline.start();
      const came = await this.more();
      this.bodyDeadline.stop();
      if (!came) throw new Error('The client left in the middle of a file.');
    }
  }

  /** Waits for bytes; false when there will be none. Whoever waits, waits for the same. */
  private more(): Promise<boolean> {
    this.coming ??= this.receive().finally(() => {
      this.coming = undefined;
    });
    return this.coming;
  }

  private async receive(): Promise<boolean> {
    try {
      const { done, value } = await this.chunks.next();
      if (done) return false;
      if (this.ending === undefined) this.reader.push(value);
      return true;
    } catch {
      // Reset by the client, or destroyed by us, which has its reason.
      return false;
    }
  }
}
