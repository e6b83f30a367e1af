import { stat } from 'node:fs/promises';
import { thumbnailKinds } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { type Transaction, UniqueConstraintError } from 'sequelize';
import { randomId } from '../database/random-id.js';
import { Transactions } from '../database/transactions.js';
import { ContentModel } from './content.model.js';
import { FileModel } from './file.model.js';
import type { DescriptionColumns } from './file-description.js';
import { type FileRecord, fileRecord } from './file-record.js';
import { type Inspection, Inspector } from './inspection/inspector.js';
import { Scanner } from './scanning/scanner.js';
import { FileStorage } from './storage/file-storage.js';
import { thumbnailSuffix } from './thumbnails.js';
import { digestOf } from './uploads/running-digests.js';
import { Staging } from './uploads/staging.js';
import { UploadModel } from './uploads/upload.model.js';
import { UploadAllowance } from './uploads/upload-allowance.js';

export interface CompleteUpload extends DescriptionColumns {
  readonly id: string;
  readonly uploaderId: string;
  readonly name: string;
  /** Bytes that arrived. */
  readonly size: number;
}

/**
 * Makes a finished file of an upload whose bytes are all here. The bytes are durable in the storage before the row that
 * refers to them is; the upload is forgotten in the same transaction. A crash at any point leaves the upload as it was, or the
 * finished file, and at the worst bytes that nobody refers to, which the sweeper finds.
 */
@Injectable()
export class Intake {
  constructor(
    @InjectModel(FileModel) private readonly files: typeof FileModel,
    @InjectModel(ContentModel) private readonly contents: typeof ContentModel,
    @InjectModel(UploadModel) private readonly uploads: typeof UploadModel,
    private readonly transactions: Transactions,
    private readonly storage: FileStorage,
    private readonly staging: Staging,
    private readonly inspector: Inspector,
    private readonly scanner: Scanner,
    private readonly allowance: UploadAllowance,
  ) {}

  /** Throws `unsupported_type` for a harmful file and for a kind that is not accepted, `unavailable` while that cannot be found out. */
  async take(upload: CompleteUpload): Promise<FileRecord> {
    const paths = this.staging.pathsOf(upload.id);
    await this.scanner.assertHarmless(paths.content);
    const mayHaveChanged = () => this.staging.forgetDigest(upload.id);
    const inspection = await this.inspector.inspect({ ...paths, mayHaveChanged });
    this.allowance.assertType(inspection.type);
    const isAsItCame = inspection.path === paths.content;
    const sha256 = await (isAsItCame ? this.staging.digestOf(upload.id) : digestOf(inspection.path));
    const { size } = await stat(inspection.path);
    const newKey = randomId(24);
    for (const kind of inspection.image?.thumbnails ?? []) {
      const suffix = thumbnailSuffix(kind);
      await this.storage.put(newKey + suffix, paths.clean + suffix);
    }
    await this.storage.put(newKey, inspection.path);
    const row = await this.commit(upload, { inspection, sha256, size, newKey });
    if (row.storageKey !== newKey) await removeContent(this.storage, newKey);
    await this.staging.remove(upload.id);
    return fileRecord(row);
  }

  private async commit(upload: CompleteUpload, found: Found): Promise<FileModel> {
    const work = (transaction: Transaction) => this.record(upload, found, transaction);
    try {
      return await this.transactions.run(work);
    } catch (error) {
      // Somebody else stored the same content meanwhile; now it is there to refer to.
      if (error instanceof UniqueConstraintError) return this.transactions.run(work);
      throw error;
    }
  }

  private async record(upload: CompleteUpload, found: Found, transaction: Transaction): Promise<FileModel> {
    const { id, uploaderId, name, alt, voice, size: uploadLength } = upload;
    const { sha256, size, newKey } = found;
    const createdAt = new Date();
    await this.uploads.destroy({ where: { id }, transaction });
    const known = await this.contents.findOne({ where: { sha256 }, transaction, lock: transaction.LOCK.UPDATE });
    if (!known) await this.contents.create({ storageKey: newKey, sha256, createdAt }, { transaction });
    // Of the same bytes the same is known, and their thumbnail is there.
    const twin = known && (await this.files.findOne({ where: { storageKey: known.storageKey }, transaction }));
    return this.files.create(
      {
        ...{ id, uploaderId, name, alt, voice, uploadLength, createdAt, position: 0 },
        ...(twin ? contentOf(twin) : { size, storageKey: newKey, ...columnsOf(found.inspection) }),
      },
      { transaction },
    );
  }
}

function contentOf({ size, storageKey, type, width, height, hasThumbnail, thumbnails, placeholder }: FileModel) {
  return { size, storageKey, type, width, height, hasThumbnail, thumbnails, placeholder };
}

function columnsOf({ type, image, filmSize }: Inspection) {
  const size = image ?? filmSize;
  return {
    type,
    width: size?.width ?? null,
    height: size?.height ?? null,
    hasThumbnail: image !== undefined,
    thumbnails: image ? image.thumbnails.join() : null,
    placeholder: image?.placeholder ?? null,
  };
}

interface Found {
  readonly inspection: Inspection;
  readonly sha256: string;
  readonly size: number;
  /** Where the bytes are, unless the same ones were there before. */
  readonly newKey: string;
}

/** Removes bytes nobody refers to, with their thumbnails. */
export async function removeContent(storage: FileStorage, storageKey: string): Promise<void> {
  await storage.remove(storageKey);
  for (const kind of thumbnailKinds) await storage.remove(storageKey + thumbnailSuffix(kind));
}
