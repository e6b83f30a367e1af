import { constants, copyFile, link, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  assertStorageKey,
  type ByteRange,
  FileStorage,
  isStorageKey,
  MissingContent,
  type StoredEntry,
} from './file-storage.js';

const draftSuffix = '.draft';

/** Files in a directory of this machine, or one that several machines share, spread over folders by their first two characters. */
export class DiskStorage extends FileStorage {
  private readonly making = new Map<string, Promise<void>>();

  constructor(private readonly root: string) {
    super();
  }

  async put(key: string, path: string): Promise<void> {
    const target = this.pathOf(key);
    const folder = dirname(target);
    await sync(path);
    await nameAlso(path, target).catch(async (error: unknown) => {
      if (!isMissing(error)) throw error;
      await this.make(folder);
      await nameAlso(path, target);
    });
    // Somebody else may just be making it.
    await this.making.get(folder);
    await sync(folder);
  }

  async size(key: string): Promise<number> {
    return (await stat(this.pathOf(key)).catch(asMissing(key))).size;
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    const handle = await open(this.pathOf(key), 'r').catch(asMissing(key));
    return handle.createReadStream({ highWaterMark: 256 * 1024, ...range });
  }

  async remove(key: string): Promise<void> {
    const path = this.pathOf(key);
    await rm(path, { force: true });
    await rm(path + draftSuffix, { force: true });
  }

  async *entries(): AsyncIterable<StoredEntry> {
    for await (const folder of existing(this.root)) {
      for await (const name of existing(join(this.root, folder))) {
        const key = name.replace(draftSuffix, '');
        const found = isStorageKey(key) && (await stat(join(this.root, folder, name)).catch(() => undefined));
        if (found) yield { key, storedAt: found.mtime };
      }
    }
  }

  /** Resolves when it would survive a loss of power. */
  private make(folder: string): Promise<void> {
    const known = this.making.get(folder);
    if (known) return known;
    const making = mkdir(folder, { recursive: true })
      .then(() => sync(this.root))
      .finally(() => this.making.delete(folder));
    this.making.set(folder, making);
    return making;
  }

  private pathOf(key: string): string {
    assertStorageKey(key);
    return join(this.root, key.slice(0, 2), key);
  }
}

/** Gives the bytes of a file a second name: there at once, and durable as they are, or not at all. */
async function nameAlso(path: string, target: string): Promise<void> {
  try {
    await link(path, target);
  } catch (error) {
    if (!isUnlinkable(error)) throw error;
    const draft = target + draftSuffix;
    await copyFile(path, draft, constants.COPYFILE_FICLONE);
    await sync(draft);
    await rename(draft, target);
  }
}

/** Names in a directory, none when it is not there. */
async function* existing(directory: string): AsyncIterable<string> {
  try {
    for await (const { name } of await opendir(directory)) yield name;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** Waits until a file, or the names in a directory, would survive a loss of power. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function asMissing(key: string): (error: unknown) => never {
  return (error) => {
    throw isMissing(error) ? new MissingContent(key) : error;
  };
}

/** Another file system, or one without links. */
function isUnlinkable(error: unknown): boolean {
  return ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );
}
