import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Deadline } from './deadline.js';
import { type FileFrame, FileInFlight } from './file-frame.js';
import { emptySendQueue } from './send-queue.js';

/** What is sent in one piece: bytes, or what makes them when their turn has come. */
export type Frame = Buffer | (() => Promise<FileFrame | readonly Buffer[]>);

/** What one that is not made yet counts for among the unsent bytes. */
const deferredBytes = 1024;

interface OutgoingOptions {
  /** Milliseconds between two writes. */
  readonly gap: number;
  readonly maxUnsentBytes: number;
  readonly stallTimeout: number;
}

/** Frames on their way to one client: in order, one write each, never two interleaved, a bounded amount of them (LEGACY quirk 1). */
export class Outgoing {
  private readonly logger = new Logger('Legacy');
  private readonly waiting: Frame[] = [];
  private readonly stall: Deadline;
  private unsent = 0;
  private lastWrite = 0;
  private sending: Promise<void> | undefined;
  /** Writes that Node has not called back for, and who waits for all of them. */
  private written = 0;
  private awaiting: { resolve(): void; reject(error: Error): void } | undefined;

  /** `failed` is told why nothing more can be sent. */
  constructor(
    private readonly socket: Socket,
    private readonly options: OutgoingOptions,
    private readonly failed: (reason: string) => void,
  ) {
    this.stall = new Deadline(options.stallTimeout, () =>
      this.fail(`it has not read anything for ${options.stallTimeout / 1000} s`),
    );
  }

  push(frame: Frame): void {
    if (this.goesAtOnce(frame)) return;
    this.waiting.push(frame);
    this.unsent += sizeOf(frame);
    if (this.unsent > this.options.maxUnsentBytes) this.fail(`it does not read: ${this.unsent} bytes are unsent`);
    else this.sending ??= this.sendAll();
  }

  /** Resolves when all that was pushed is with the kernel, or can't be any more. */
  async flushed(): Promise<void> {
    await this.sending;
  }

  /** Forgets what waits. */
  clear(): void {
    this.stall.stop();
    this.waiting.length = 0;
    this.unsent = 0;
  }

  private fail(reason: string): void {
    this.clear();
    this.failed(reason);
  }

  /** The usual case costs no promise and no timer: nothing is before the frame, and the kernel has room for it. */
  private goesAtOnce(frame: Frame): boolean {
    if (this.sending || this.options.gap > 0 || !Buffer.isBuffer(frame) || this.socket.destroyed) return false;
    const rest = this.give(frame);
    if (rest) {
      this.unsent += frame.length;
      this.sending = this.sendAll(frame, rest);
    }
    return true;
  }

  /** Sends what waits, behind a frame of which a rest is on its way already. */
  private async sendAll(begun?: Buffer, rest?: Promise<void>): Promise<void> {
    if (begun && rest) await this.sent(begun, this.timed(rest));
    for (let frame = this.waiting.shift(); frame && !this.socket.destroyed; frame = this.waiting.shift()) {
      await this.sent(frame, this.sendOne(frame));
    }
    this.sending = undefined;
  }

  private async sent(frame: Frame, progress: Promise<void>): Promise<void> {
    try {
      await progress;
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
    }
    this.unsent -= sizeOf(frame);
  }

  private async sendOne(frame: Frame): Promise<void> {
    if (Buffer.isBuffer(frame)) return this.write(frame);
    const made = await this.make(frame);
    if (!(made instanceof FileInFlight)) {
      for (const bytes of made) await this.write(bytes);
      return;
    }
    await made.writeTo(
      (bytes) => this.write(bytes),
      () => this.timed(emptySendQueue(this.socket)),
    );
  }

  private async make(frame: Exclude<Frame, Buffer>): Promise<FileInFlight | readonly Buffer[]> {
    try {
      const made = await frame();
      return 'open' in made ? await FileInFlight.begin(made) : made;
    } catch (error) {
      // Nothing of the frame is out yet: the client misses a file, not its place in the stream.
      this.logger.error(`A file cannot be sent: ${error instanceof Error ? error.message : error}`);
      return [];
    }
  }

  private async write(bytes: Buffer): Promise<void> {
    // What follows too fast is joined by the kernel as soon as the network is slower than we are, and then cut anywhere.
    const early = this.lastWrite + this.options.gap - performance.now();
    if (early > 0) await pause(early);
    const rest = this.give(bytes);
    if (rest) await this.timed(rest);
    this.lastWrite = performance.now();
  }

  /** Writes bytes; nothing when the kernel has taken them all, else what resolves when it has. */
  private give(bytes: Buffer): Promise<void> | undefined {
    this.written++;
    this.socket.write(bytes, this.tookOne);
    if (this.socket.writableLength === 0) return undefined;
    return new Promise((resolve, reject) => {
      this.awaiting = { resolve, reject };
    });
  }

  /** One for all writes: Node calls it for many at once. */
  private readonly tookOne = (error?: Error | null): void => {
    this.written--;
    if (error) this.awaiting?.reject(error);
    else if (this.written === 0) this.awaiting?.resolve();
  };

  private async timed(progress: Promise<void>): Promise<void> {
    this.stall.start();
    await progress;
    this.stall.stop();
  }
}

function sizeOf(frame: Frame): number {
  return Buffer.isBuffer(frame) ? frame.length : deferredBytes;
}
