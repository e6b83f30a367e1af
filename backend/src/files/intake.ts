import { stat } from 'node:fs/promises';
import { thumbnailKinds } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { randomId } from '../database/random-id.js';
import { type FileRecord, fileRecord } from './file-record.js';
import { type CompleteUpload, FileRegister } from './file-register.js';
import { Inspector } from './inspection/inspector.js';
import { Scanner } from './scanning/scanner.js';
import { FileStorage } from './storage/file-storage.js';
import { thumbnailSuffix } from './thumbnails.js';
import { digestOf } from './uploads/running-digests.js';
import { Staging } from './uploads/staging.js';
import { UploadAllowance } from './uploads/upload-allowance.js';

/**
 * Makes a finished file of an upload whose bytes are all here. The bytes are durable in the storage before the row that
 * refers to them is; the upload is forgotten in the same transaction. A crash at any point leaves the upload as it was, or the
 * finished file, and at the worst bytes that nobody refers to, which the sweeper finds.
 */
@Injectable()
export class Intake {
  constructor(
    private readonly register: FileRegister,
    private readonly storage: FileStorage,
    private readonly staging: Staging,
    private readonly inspector: Inspector,
    private readonly scanner: Scanner,
    private readonly allowance: UploadAllowance,
  ) {}

  /** Throws `unsupported_type` for a harmful file and for a kind that is not accepted, `unavailable` while that cannot be found out. */
  async take(upload: CompleteUpload): Promise<FileRecord> {
    const paths = this.staging.pathsOf(upload.id);
    const length = Number(upload.size);
    await this.scanner.assertHarmless(paths.content);
    const mayHaveChanged = () => this.staging.forgetDigest(upload.id);
    const inspection = await this.inspector.inspect({ ...paths, size: length, mayHaveChanged });
    this.allowance.assertType(inspection.type);
    const isAsItCame = inspection.path === paths.content;
    const sha256 = await (isAsItCame ? this.staging.digestOf(upload.id, length) : digestOf(inspection.path));
    const size = isAsItCame ? length : (await stat(inspection.path)).size;
    const newKey = randomId(24);
    for (const kind of inspection.image?.thumbnails ?? []) {
      const suffix = thumbnailSuffix(kind);
      await this.storage.put(newKey + suffix, paths.clean + suffix);
    }
    await this.storage.put(newKey, inspection.path);
    const row = await this.register.add({ upload, inspection, sha256, size, newKey });
    if (row.storageKey !== newKey) await removeContent(this.storage, newKey);
    await this.staging.remove(upload.id);
    return fileRecord(row);
  }
}

/** Removes bytes nobody refers to, with their thumbnails. */
export async function removeContent(storage: FileStorage, storageKey: string): Promise<void> {
  await storage.remove(storageKey);
  for (const kind of thumbnailKinds) await storage.remove(storageKey + thumbnailSuffix(kind));
}
