import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { S3mini, type UploadPart } from 's3mini';
import { ConfigError } from '../../config/config.js';
import type { StorageConfig } from '../../config/storage-url.js';
import { Turns } from '../../turns/turns.js';
import {
  assertStorageKey,
  type ByteRange,
  FileStorage,
  isStorageKey,
  MissingContent,
  type StoredEntry,
} from './file-storage.js';

/** Bytes of one request that stores something, all of which are in memory meanwhile. */
const partSize = 16 * 1024 * 1024;
/** Requests that store something at a time: 64 MB in memory at the most, however many files come, and the small between the parts of the large. */
const mostAtOnce = 4;
/** S3 takes no more of one object. */
const mostParts = 10_000;
/** Entries of one listing request. */
const pageSize = 100;

/** A bucket of S3, or of anything that speaks like it. Bytes pass through this server in both directions. */
export class S3Storage extends FileStorage {
  private readonly bucket: S3mini;
  private readonly turns = new Turns(mostAtOnce);

  constructor(private readonly config: Extract<StorageConfig, { kind: 's3' }>) {
    super();
    const { endpoint, region, accessKeyId, secretAccessKey } = config;
    this.bucket = new S3mini({ endpoint, region, accessKeyId, secretAccessKey });
  }

  /** Throws `ConfigError` with one sentence when the bucket cannot be used. */
  async assertReachable(): Promise<void> {
    const { endpoint } = this.config;
    const exists = await this.bucket.bucketExists().catch((error: Error) => {
      throw new ConfigError(`The storage at ${endpoint} cannot be reached (${error.message}); check CHAT_STORAGE_URL.`);
    });
    if (!exists)
      throw new ConfigError(`The bucket ${endpoint} does not exist: create it first; check CHAT_STORAGE_URL.`);
  }

  async put(key: string, path: string): Promise<void> {
    const name = this.nameOf(key);
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size <= partSize) await this.sent(file, 0, size, (bytes) => this.bucket.putObject(name, bytes));
      else await this.putParts(name, file, size);
    } finally {
      await file.close();
    }
  }

  async size(key: string): Promise<number> {
    return await this.bucket.getContentLength(this.nameOf(key)).catch(asMissing(key));
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    const name = this.nameOf(key);
    const { body } = await (range
      ? this.bucket.getObjectRaw(name, false, range.start, range.end + 1)
      : this.bucket.getObjectRaw(name)
    ).catch(asMissing(key));
    return body ? Readable.fromWeb(body as ReadableStream) : Readable.from([]);
  }

  async remove(key: string): Promise<void> {
    await this.bucket.deleteObject(this.nameOf(key));
  }

  async *entries(): AsyncIterable<StoredEntry> {
    const { prefix } = this.config;
    let next: string | undefined;
    do {
      const page = await this.bucket.listObjectsPaged('/', prefix, pageSize, next);
      for (const { Key, LastModified } of page?.objects ?? []) {
        const key = Key.slice(prefix.length);
        if (isStorageKey(key)) yield { key, storedAt: new Date(LastModified) };
      }
      next = page?.nextContinuationToken;
    } while (next !== undefined);
  }

  private nameOf(key: string): string {
    assertStorageKey(key);
    return this.config.prefix + key;
  }

  /** One part after the other; it is there once all are. */
  private async putParts(name: string, file: FileHandle, size: number): Promise<void> {
    const length = Math.max(partSize, Math.ceil(size / mostParts));
    const uploadId = await this.bucket.getMultipartUploadId(name);
    try {
      const parts: UploadPart[] = [];
      for (let at = 0; at < size; at += length) {
        const number = parts.length + 1;
        const send = (bytes: Buffer) => this.bucket.uploadPart(name, uploadId, bytes, number);
        parts.push(await this.sent(file, at, Math.min(length, size - at), send));
      }
      await this.bucket.completeMultipartUpload(name, uploadId, parts);
    } catch (error) {
      await this.bucket.abortMultipartUpload(name, uploadId).catch(() => undefined);
      throw error;
    }
  }

  /** Bytes are read once it is their turn. */
  private sent<Answer>(
    file: FileHandle,
    start: number,
    length: number,
    send: (bytes: Buffer) => Promise<Answer>,
  ): Promise<Answer> {
    return this.turns.run(async () => send(await bytesOf(file, start, length)));
  }
}

async function bytesOf(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

function asMissing(key: string): (error: unknown) => never {
  return (error) => {
    const { status, cause } = error as { status?: number; cause?: { status?: number } };
    throw (status ?? cause?.status) === 404 ? new MissingContent(key) : error;
  };
}
