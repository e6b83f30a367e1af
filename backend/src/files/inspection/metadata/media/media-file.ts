import type { FileHandle } from 'node:fs/promises';
import { MalformedMedia } from './malformed-media.js';

/** Bytes that are read at a time, as headers often stand close together; few enough that going through them holds nobody up. */
const windowSize = 4096;
/** Bytes that are written at a time. */
const [zeros, spaces] = [Buffer.alloc(65_536), Buffer.alloc(65_536, ' ')];
/** What is done to one file at the most; a file of nothing but headers would keep us busy for long. */
export interface MediaBounds {
  /** Parts that are read. */
  readonly reads: number;
  /** Stretches that are overwritten. */
  readonly writes: number;
}

/** A long recording has some hundred thousand headers, and some dozens to overwrite, or one for each 64 KB of measurements. */
const usualBounds: MediaBounds = { reads: 1_000_000, writes: 100_000 };

/** Bytes of which some stretches are overwritten. What would be beyond their end throws `MalformedMedia`. */
export interface MediaBytes {
  readonly size: number;
  read(at: number, length: number): Promise<Buffer>;
  /** Leaves alone what is zeros already. */
  zero(start: number, end: number): Promise<void>;
  /** As `zero`, with spaces, for formats whose texts hold no zeros. */
  space(start: number, end: number): Promise<void>;
}

/** A large file in which some stretches are overwritten, in bounded memory; its length stays. */
export class MediaFile implements MediaBytes {
  private window: Buffer = Buffer.alloc(0);
  private windowStart = 0;
  private reads = 0;
  private writes = 0;
  private filled = 0;
  private isTouched = false;

  /** `beforeChange` is called before the first byte is overwritten. */
  constructor(
    private readonly handle: FileHandle,
    readonly size: number,
    private readonly beforeChange: () => void,
    private readonly bounds = usualBounds,
  ) {}

  async read(at: number, length: number): Promise<Buffer> {
    this.countRead();
    if (at + length > this.size) throw new MalformedMedia('A part beyond the end.');
    if (length > windowSize) return this.bytes(at, length);
    if (at < this.windowStart || at + length > this.windowStart + this.window.length) {
      this.windowStart = at;
      this.window = await this.bytes(at, Math.min(windowSize, this.size - at));
    }
    return this.window.subarray(at - this.windowStart, at - this.windowStart + length);
  }

  /** Throws `MalformedMedia` when there are too many. */
  async write(at: number, bytes: Buffer): Promise<void> {
    if (++this.writes > this.bounds.writes) throw new MalformedMedia('Too many changes.');
    if (!this.isTouched) this.beforeChange();
    this.isTouched = true;
    this.window = Buffer.alloc(0);
    for (let done = 0; done < bytes.length; ) {
      done += (await this.handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    }
  }

  /** Parts that lie over one another, so that there would be more than the file has, are malformed. */
  zero(start: number, end: number): Promise<void> {
    return this.fill(start, end, zeros);
  }

  space(start: number, end: number): Promise<void> {
    return this.fill(start, end, spaces);
  }

  private async fill(start: number, end: number, blanks: Buffer): Promise<void> {
    if (start < 0 || end > this.size) throw new MalformedMedia('A part beyond the end.');
    this.filled += Math.max(0, end - start);
    if (this.filled > this.size) throw new MalformedMedia('Parts that lie over one another.');
    for (let at = start; at < end; at += blanks.length) {
      const length = Math.min(blanks.length, end - at);
      const blank = blanks.subarray(0, length);
      this.countRead();
      if (!(await this.bytes(at, length)).equals(blank)) await this.write(at, blank);
    }
  }

  private countRead(): void {
    if (++this.reads > this.bounds.reads) throw new MalformedMedia('Too many parts.');
  }

  private async bytes(at: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.handle.read(Buffer.allocUnsafe(length), 0, length, at);
    if (bytesRead < length) throw new MalformedMedia('A part beyond the end.');
    return buffer;
  }
}
