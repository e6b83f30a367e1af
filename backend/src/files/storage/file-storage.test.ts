import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { S3mini } from 's3mini';
import { startS3 } from '../../../../test/support/s3.mjs';
import { readConfig } from '../../config/config.js';
import { randomId } from '../../database/random-id.js';
import { DiskStorage } from './disk-storage.js';
import { type ByteRange, type FileStorage, MissingContent, type StoredEntry } from './file-storage.js';
import { S3Storage } from './s3-storage.js';

interface Running {
  storage: FileStorage;
  /** Puts something beside what is stored. */
  litter(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Everything that files can be kept in; all must do the same. */
const storages: readonly [name: string, start: (directory: string) => Promise<Running>][] = [
  ['the disk', inFolder],
  ['a bucket', (directory) => bucketIn(directory, '/')],
  ['a part of a bucket', (directory) => bucketIn(directory, '/some/where')],
];

async function inFolder(directory: string): Promise<Running> {
  const litter = async () => {
    await mkdir(join(directory, '.nfs'), { recursive: true });
    await writeFile(join(directory, '.nfs', 'foreign'), 'foreign');
    await writeFile(join(directory, 'foreign'), 'foreign');
  };
  return { storage: new DiskStorage(directory), litter, stop: async () => undefined };
}

async function bucketIn(directory: string, path: string): Promise<Running> {
  const { url, stop } = await startS3(directory);
  const { storage } = readConfig({ CHAT_STORAGE_URL: `${url}${path}?tls=off` });
  if (storage.kind !== 's3') throw new Error('This is no bucket.');
  const bucket = new S3Storage(storage);
  await bucket.assertReachable();
  const litter = () => new S3mini(storage).putObject(`${storage.prefix}foreign`, 'foreign');
  return { storage: bucket, litter, stop };
}

describe.each(storages)('%s', (_, start) => {
  let directory: string;
  let running: Running;
  let storage: FileStorage;
  const put = async (content: Buffer, key = randomId(24)) => {
    const path = join(directory, `upload-${randomId(8)}`);
    await writeFile(path, content);
    await storage.put(key, path);
    await rm(path);
    return key;
  };
  const read = async (key: string, range?: ByteRange) => buffer(await storage.open(key, range));
  const entries = async () => {
    const found: StoredEntry[] = [];
    for await (const entry of storage.entries()) found.push(entry);
    return found;
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'storage-'));
    running = await start(join(directory, 'storage'));
    storage = running.storage;
  });
  afterAll(async () => {
    await running.stop();
    await rm(directory, { recursive: true });
  });

  it('has nothing at first, whatever else is there', async () => {
    await running.litter();
    expect(await entries()).toEqual([]);
  });

  it('gives back what was put in, whole and in part, after the source is gone', async () => {
    const content = Buffer.from(Array.from({ length: 700_001 }, (_, n) => n % 251));
    const key = await put(content);
    expect(await storage.size(key)).toBe(content.length);
    expect((await read(key)).equals(content)).toBe(true);
    for (const [start, end] of [
      // Not 0 to 0, which the S3 server of these tests takes for the whole.
      [0, 1],
      [1, 262_144],
      [262_144, 524_288],
      [700_000, 700_000],
    ] as const) {
      expect((await read(key, { start, end })).equals(content.subarray(start, end + 1))).toBe(true);
    }
  });

  it('keeps what is larger than one request should be', async () => {
    const content = Buffer.concat([Buffer.alloc(33_000_000, 'large file '), Buffer.from('its end')]);
    const key = await put(content);
    expect((await read(key)).equals(content)).toBe(true);
    expect(String(await read(key, { start: 33_000_000, end: 33_000_006 }))).toBe('its end');
  });

  it('keeps empty files', async () => {
    const key = await put(Buffer.alloc(0));
    expect(await storage.size(key)).toBe(0);
    expect(await read(key)).toHaveLength(0);
  });

  it('keeps a thumbnail beside its file', async () => {
    const key = await put(Buffer.from('file'));
    await put(Buffer.from('thumbnail'), `${key}-thumbnail`);
    expect(String(await read(key))).toBe('file');
    expect(String(await read(`${key}-thumbnail`))).toBe('thumbnail');
  });

  it('says that something is missing before the first byte', async () => {
    const key = randomId(24);
    await expect(storage.open(key)).rejects.toThrow(MissingContent);
    await expect(storage.size(key)).rejects.toThrow(MissingContent);
  });

  it('forgets what is removed, and does not mind that it is not there', async () => {
    const key = await put(Buffer.from('gone'));
    await storage.remove(key);
    await expect(storage.open(key)).rejects.toThrow(MissingContent);
    await storage.remove(key);
  });

  it('lists everything it has, with its age, however much that is', async () => {
    const keys = await Promise.all(Array.from({ length: 120 }, (_, n) => put(Buffer.from(`listed ${n}`))));
    const listed = new Map((await entries()).map(({ key, storedAt }) => [key, storedAt.getTime()]));
    expect([...listed.keys()]).toEqual(expect.arrayContaining(keys));
    for (const key of keys) expect(listed.get(key)).toBeGreaterThan(Date.now() - 3_600_000);
  });

  it.each([
    '',
    '..',
    '../../etc/passwd',
    'a'.repeat(23),
    'A'.repeat(24),
    `${'a'.repeat(24)}/b`,
    `${'a'.repeat(24)}-other`,
  ])('takes no key that is not ours: %j', async (key) => {
    await expect(storage.open(key)).rejects.toThrow(TypeError);
    await expect(storage.size(key)).rejects.toThrow(TypeError);
    await expect(storage.remove(key)).rejects.toThrow(TypeError);
    await expect(storage.put(key, join(directory, 'nothing'))).rejects.toThrow(TypeError);
  });
});
