import type { Readable } from 'node:stream';

/** A file to send: the bytes before its body, and the body, opened when its turn has come. */
export interface FileFrame {
  readonly head: Buffer;
  /** Bytes of the body. */
  readonly size: number;
  open(): Readable;
}

/** The client reads this much with a single call, and takes a short read for the whole (LEGACY quirk 3). */
const tailBytes = 1024;

/** A file on its way to one client. */
export class FileInFlight {
  private constructor(
    private readonly file: FileFrame,
    private readonly chunks: AsyncIterator<Buffer>,
    private next: IteratorResult<Buffer>,
  ) {}

  /** Reads the first bytes, so that a file which cannot be read is known before its frame has begun. */
  static async begin(file: FileFrame): Promise<FileInFlight> {
    const chunks: AsyncIterator<Buffer> = file.open()[Symbol.asyncIterator]();
    return new FileInFlight(file, chunks, await chunks.next());
  }

  /**
   * Writes everything: the last 1,024 bytes as one write of their own, once `settled` says that what precedes them is out.
   * Throws when there are more or fewer bytes than the size says.
   */
  async writeTo(write: (bytes: Buffer) => Promise<void>, settled: () => Promise<void>): Promise<void> {
    const { head, size } = this.file;
    let ahead = Math.max(0, size - tailBytes);
    let tail = Buffer.alloc(0);
    try {
      await write(head);
      for (; !this.next.done; this.next = await this.chunks.next()) {
        const first = this.next.value.subarray(0, ahead);
        if (first.length > 0) await write(first);
        ahead -= first.length;
        tail = Buffer.concat([tail, this.next.value.subarray(first.length)]);
        if (tail.length > tailBytes) throw new Error(`A file has more than its ${size} bytes`);
      }
      if (ahead + Math.min(size, tailBytes) !== tail.length) throw new Error(`A file has fewer than its ${size} bytes`);
      if (size > tailBytes) await settled();
      if (tail.length > 0) await write(tail);
    } finally {
      await this.chunks.return?.();
    }
  }
}
