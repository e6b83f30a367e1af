import type { FileHandle } from 'node:fs/promises';
import { MalformedMedia } from './malformed-media.js';

/** Bytes that are read at a time, as headers often stand close together; few enough that going through them holds nobody up. */
const windowSize = 4096;
/** Bytes that are written at a time. */
const zeros = Buffer.alloc(65_536);
/** Headers that are read of one file. A long recording has some hundred thousand; a file of nothing else keeps us busy for seconds. */
const mostReads = 1_000_000;
/** Stretches that are overwritten in one file: real ones have some dozens, or one for each 64 KB of measurements. */
const mostWrites = 100_000;

/** A large file in which some stretches are overwritten, in bounded memory; its length stays. */
export class MediaFile {
  private window: Buffer = Buffer.alloc(0);
  private windowStart = 0;
  private reads = 0;
  private writes = 0;
  private zeroed = 0;
  private isTouched = false;

  /** `beforeChange` is called before the first byte is overwritten. */
  constructor(
    private readonly handle: FileHandle,
    readonly size: number,
    private readonly beforeChange: () => void,
  ) {}

  /** Throws `MalformedMedia` where there are fewer bytes. */
  async read(at: number, length: number): Promise<Buffer> {
    if (++this.reads > mostReads) throw new MalformedMedia('Too many parts.');
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
    if (++this.writes > mostWrites) throw new MalformedMedia('Too many changes.');
    if (!this.isTouched) this.beforeChange();
    this.isTouched = true;
    this.window = Buffer.alloc(0);
    for (let done = 0; done < bytes.length; ) {
      done += (await this.handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    }
  }

  /** Leaves alone what is zeros already. Parts that lie over one another, so that there would be more than the file has, are malformed. */
  async zero(start: number, end: number): Promise<void> {
    if (end > this.size) throw new MalformedMedia('A part beyond the end.');
    this.zeroed += Math.max(0, end - start);
    if (this.zeroed > this.size) throw new MalformedMedia('Parts that lie over one another.');
    for (let at = start; at < end; at += zeros.length) {
      const length = Math.min(zeros.length, end - at);
      const blank = zeros.subarray(0, length);
      if (!(await this.bytes(at, length)).equals(blank)) await this.write(at, blank);
    }
  }

  private async bytes(at: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.handle.read(Buffer.allocUnsafe(length), 0, length, at);
    if (bytesRead < length) throw new MalformedMedia('A part beyond the end.');
    return buffer;
  }
}
