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

  private async sendAll(): Promise<void> {
    for (let frame = this.waiting.shift(); frame && !this.socket.destroyed; frame = this.waiting.shift()) {
      try {
        await this.sendOne(frame);
      } catch (error) {
        this.fail(error instanceof Error ? error.message : String(error));
      }
      this.unsent -= sizeOf(frame);
    }
    this.sending = undefined;
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
    await this.timed(
      new Promise((resolve, reject) => {
        this.socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    );
    this.lastWrite = performance.now();
  }

  private async timed(progress: Promise<void>): Promise<void> {
    this.stall.start();
    await progress;
    this.stall.stop();
  }
}

function sizeOf(frame: Frame): number {
  return Buffer.isBuffer(frame) ? frame.length : deferredBytes;
}
