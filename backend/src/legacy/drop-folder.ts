import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { isDeviceName } from './codec/safe-file-name.js';

export interface DroppedFile {
  readonly name: string;
  readonly size: number;
  /** To be closed by whoever asked. */
  readonly handle: FileHandle;
}

/**
 * Where senders put the files of which they then send the path (LEGACY, Files). Of a path only the last component counts, and
 * whatever resolves outside of the folder is not there.
 */
@Injectable()
export class DropFolder {
  private readonly folder: string | undefined;

  constructor(config: Config) {
    this.folder = config.legacy.filesDir;
  }

  get isOpen(): boolean {
    return this.folder !== undefined;
  }

  /** The last component of a path of the sender's machine, whichever way its system writes paths. */
  nameIn(path: string): string {
    return path.split(/[/\\]/).at(-1) ?? '';
  }

  async find(path: string): Promise<DroppedFile | undefined> {
    const name = this.nameIn(path);
    if (this.folder === undefined || !isPlain(name)) return undefined;
    try {
      const folder = await realpath(this.folder);
      const resolved = await realpath(join(folder, name));
      return resolved.startsWith(join(folder, sep)) ? await opened(name, resolved) : undefined;
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  }
}

/** No folder, no stream of another file, nothing that Windows takes for a device. */
function isPlain(name: string): boolean {
  return !['', '.', '..'].includes(name) && !/[:\p{Cc}]/u.test(name) && !isDeviceName(name);
}

async function opened(name: string, path: string): Promise<DroppedFile | undefined> {
  // What it resolves to has no link any more, unless somebody changes it just now. A pipe must not make us wait.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  const { size, isFile } = await handle.stat().then((stats) => ({ size: stats.size, isFile: stats.isFile() }));
  if (isFile) return { name, size, handle };
  await handle.close();
  return undefined;
}

function isAbsence(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'EPERM', 'EISDIR', 'ENXIO', 'EINVAL'].includes(code);
}
