/** Bytes that came and were not taken yet. Many small pushes cost no more than one large one. */
export class ByteQueue {
  private bytes = Buffer.alloc(0);
  private start = 0;
  private end = 0;

  get length(): number {
    return this.end - this.start;
  }

  /** Bytes of memory that it takes. */
  get capacity(): number {
    return this.bytes.length;
  }

  push(chunk: Uint8Array): void {
    if (this.end + chunk.byteLength > this.bytes.length) this.makeRoom(chunk.byteLength);
    this.bytes.set(chunk, this.end);
    this.end += chunk.byteLength;
  }

  /** A copy of the first `count` bytes, or of fewer when there are no more. */
  take(count: number): Buffer {
    const taken = Buffer.from(this.bytes.subarray(this.start, Math.min(this.start + count, this.end)));
    this.start += taken.length;
    if (this.start === this.end) this.forget();
    return taken;
  }

  private makeRoom(more: number): void {
    // Twice what is needed once it grows, so that the copies of many pushes add up to a constant factor.
    const next = Buffer.allocUnsafe(this.length === 0 ? more : (this.length + more) * 2);
    this.bytes.copy(next, 0, this.start, this.end);
    this.end = this.length;
    this.start = 0;
    this.bytes = next;
  }

  /** An idle connection keeps no memory. */
  private forget(): void {
    this.bytes = Buffer.alloc(0);
    this.start = 0;
    this.end = 0;
  }
}
