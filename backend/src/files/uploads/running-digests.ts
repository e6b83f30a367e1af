import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/**
 * SHA-256 of what arrives, made on the way: a large file need not be read once more when its last byte is here. What a restart
 * forgot is read again.
 */
export class RunningDigests {
  private readonly running = new Map<string, { hash: Hash; length: number }>();

  /** Takes bytes that stand at `offset` in the upload. */
  update(id: string, offset: number, bytes: Buffer): void {
    if (offset === 0) this.running.set(id, { hash: createHash('sha256'), length: 0 });
    const state = this.running.get(id);
    if (state?.length !== offset) {
      this.running.delete(id);
      return;
    }
    state.hash.update(bytes);
    state.length += bytes.length;
  }

  /** In hex, of an upload that is whole; `path` is where it is. */
  of(id: string, path: string, size: number): string | Promise<string> {
    const state = this.running.get(id);
    return state?.length === size ? state.hash.copy().digest('hex') : digestOf(path);
  }

  forget(id: string): void {
    this.running.delete(id);
  }
}

/** SHA-256 of a file, in hex. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
