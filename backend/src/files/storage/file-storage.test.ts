import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomId } from '../../database/random-id.js';
import { DiskStorage } from './disk-storage.js';
import { type ByteRange, type FileStorage, MissingContent, type StoredEntry } from './file-storage.js';

/** What every storage must do. */
const storages: readonly [name: string, make: (directory: string) => FileStorage][] = [
  ['the disk', (directory) => new DiskStorage(directory)],
];

describe.each(storages)('%s', (_, make) => {
  let directory: string;
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
    storage = make(join(directory, 'storage'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('has nothing at first', async () => {
    expect(await entries()).toEqual([]);
  });

  it('gives back what was put in, whole and in part, after the source is gone', async () => {
    const content = Buffer.from(Array.from({ length: 700_001 }, (_, n) => n % 251));
    const key = await put(content);
    expect(await storage.size(key)).toBe(content.length);
    expect((await read(key)).equals(content)).toBe(true);
    for (const [start, end] of [
      [0, 0],
      [1, 262_144],
      [262_144, 524_288],
      [700_000, 700_000],
    ] as const) {
      expect((await read(key, { start, end })).equals(content.subarray(start, end + 1))).toBe(true);
    }
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

  it('lists everything it has, with its age', async () => {
    const key = await put(Buffer.from('listed'));
    const entry = (await entries()).find((found) => found.key === key);
    expect(entry?.storedAt.getTime()).toBeGreaterThan(Date.now() - 3_600_000);
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
