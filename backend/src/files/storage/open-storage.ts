import { mkdir } from 'node:fs/promises';
import { ConfigError } from '../../config/config.js';
import type { StorageConfig } from '../../config/storage-url.js';
import { DiskStorage } from './disk-storage.js';
import type { FileStorage } from './file-storage.js';
import { S3Storage } from './s3-storage.js';

/** The storage that `CHAT_STORAGE_URL` names. */
export function openStorage(config: StorageConfig): FileStorage {
  return config.kind === 's3' ? new S3Storage(config) : new DiskStorage(config.path);
}

/** Makes sure before the start that there is a storage. Throws `ConfigError` with one sentence. */
export async function prepareStorage(config: StorageConfig): Promise<void> {
  if (config.kind === 's3') return new S3Storage(config).assertReachable();
  try {
    await mkdir(config.path, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(`The folder ${config.path} for files cannot be used (${code}); check CHAT_STORAGE_URL.`);
  }
}
