import type { Readable } from 'node:stream';

/** A stretch of a file's bytes, both ends included, within the file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredEntry {
  readonly key: string;
  readonly storedAt: Date;
}

/**
 * Where the bytes of finished uploads are. Keys are made by us, never from anything a person sent: 24 characters of 0-9 a-z,
 * and perhaps `-thumbnail` or `-thumbnail-` and a word behind them. What is stored under a key never changes. Every implementation passes the same suite
 * (file-storage.test.ts).
 */
export abstract class FileStorage {
  /**
   * Stores what is in a file of this machine, which stays where it is. It is durable once this resolves, and never to be seen
   * in part.
   */
  abstract put(key: string, path: string): Promise<void>;
  /** Bytes under a key. Rejects with `MissingContent`. */
  abstract size(key: string): Promise<number>;
  /** The bytes, or some of them. Rejects with `MissingContent` before the first byte. */
  abstract open(key: string, range?: ByteRange): Promise<Readable>;
  /** Forgets a key; nothing happens when there is no such thing. */
  abstract remove(key: string): Promise<void>;
  /** Everything that was stored here, in no order, for sweeping; nothing else that is there. */
  abstract entries(): AsyncIterable<StoredEntry>;
}

/** The storage has nothing under this key. */
export class MissingContent extends Error {
  override readonly name = 'MissingContent';

  constructor(key: string) {
    super(`Nothing is stored under ${key}.`);
  }
}

/** File systems, and people, put things of their own beside ours. */
export function isStorageKey(name: string): boolean {
  return /^[0-9a-z]{24}(-thumbnail(-[a-z]+)?)?$/.test(name);
}

export function assertStorageKey(key: string): void {
  if (!isStorageKey(key)) throw new TypeError(`Not a storage key: ${JSON.stringify(key)}`);
}
