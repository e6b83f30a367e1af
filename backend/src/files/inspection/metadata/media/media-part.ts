import { MalformedMedia } from './malformed-media.js';
import type { MediaBytes } from './media-file.js';

/** A stretch of a file that is built like a file of its own: places in it count from its beginning. */
export class MediaPart implements MediaBytes {
  readonly size: number;

  /** Throws `MalformedMedia` where the file does not have it. */
  constructor(
    private readonly file: MediaBytes,
    private readonly start: number,
    end: number,
  ) {
    if (end > file.size || end < start) throw new MalformedMedia('A part beyond the end.');
    this.size = end - start;
  }

  async read(at: number, length: number): Promise<Buffer> {
    this.mustHave(at + length);
    return this.file.read(this.start + at, length);
  }

  async zero(start: number, end: number): Promise<void> {
    this.mustHave(end);
    return this.file.zero(this.start + start, this.start + end);
  }

  async space(start: number, end: number): Promise<void> {
    this.mustHave(end);
    return this.file.space(this.start + start, this.start + end);
  }

  private mustHave(end: number): void {
    if (end > this.size) throw new MalformedMedia('A part beyond the end.');
  }
}
