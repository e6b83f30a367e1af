import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { type Transaction, UniqueConstraintError } from 'sequelize';
import type { Outcome } from '../database/group-commit.js';
import { SharedTransactions } from '../database/shared-transactions.js';
import { Transactions } from '../database/transactions.js';
import { ContentModel } from './content.model.js';
import { FileModel } from './file.model.js';
import type { DescriptionColumns } from './file-description.js';
import type { Inspection } from './inspection/inspector.js';
import { UploadModel } from './uploads/upload.model.js';

export interface CompleteUpload extends DescriptionColumns {
  readonly id: string;
  readonly uploaderId: string;
  readonly name: string;
  /** Bytes that arrived. */
  readonly size: number;
}

/** A complete upload whose bytes are in the storage. */
export interface NewFile {
  readonly upload: CompleteUpload;
  readonly inspection: Inspection;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Where the bytes are, unless the same ones were there before. */
  readonly newKey: string;
}

/** The rows of finished files. Those that come while others are being written go together: 50 pictures at once are a few transactions. */
@Injectable()
export class FileRegister {
  private readonly entries: SharedTransactions<NewFile, FileModel>;

  constructor(
    @InjectModel(FileModel) private readonly files: typeof FileModel,
    @InjectModel(ContentModel) private readonly contents: typeof ContentModel,
    @InjectModel(UploadModel) private readonly uploads: typeof UploadModel,
    transactions: Transactions,
  ) {
    this.entries = new SharedTransactions(transactions, (files, transaction) => this.enter(files, transaction));
  }

  /** Makes a file of the upload, which is forgotten. It refers to the bytes under `newKey`, or to the same ones that were there before. */
  async add(file: NewFile): Promise<FileModel> {
    try {
      return await this.entries.add(file);
    } catch (error) {
      // Another server stored the same content meanwhile; now it is there to refer to.
      if (error instanceof UniqueConstraintError) return this.entries.add(file);
      throw error;
    }
  }

  private async enter(files: readonly NewFile[], transaction: Transaction): Promise<Outcome<FileModel>[]> {
    await this.uploads.destroy({ where: { id: files.map(({ upload }) => upload.id) }, transaction });
    const known = await this.contents.findAll({
      where: { sha256: files.map(({ sha256 }) => sha256) },
      // Always in the same order, so that two of them never wait for each other.
      order: ['storageKey'],
      transaction,
      lock: transaction.LOCK.UPDATE,
    });
    const createdAt = new Date();
    const contents = new Map<string, ContentColumns>();
    for (const { sha256, storageKey } of known) {
      // Of the same bytes the same is known, and their thumbnails are there. Asked one by one: a sticker may be in a million files.
      const twin = await this.files.findOne({ where: { storageKey }, transaction });
      if (twin) contents.set(sha256, contentOf(twin));
    }
    const isKnown = new Set(known.map(({ sha256 }) => sha256));
    const added: { storageKey: string; sha256: string; createdAt: Date }[] = [];
    const rows = files.map((file) => {
      const { id, uploaderId, name, alt, voice, size: uploadLength } = file.upload;
      const content = contents.get(file.sha256) ?? newContent(file);
      contents.set(file.sha256, content);
      if (!isKnown.has(file.sha256)) added.push({ storageKey: content.storageKey, sha256: file.sha256, createdAt });
      isKnown.add(file.sha256);
      return { id, uploaderId, name, alt, voice, uploadLength, createdAt, position: 0, ...content };
    });
    await this.contents.bulkCreate(added, { transaction });
    return (await this.files.bulkCreate(rows, { transaction })).map((value) => ({ value }));
  }
}

type ContentColumns = Pick<
  FileModel,
  'size' | 'storageKey' | 'type' | 'width' | 'height' | 'hasThumbnail' | 'thumbnails' | 'placeholder'
>;

function contentOf(file: FileModel): ContentColumns {
  const { size, storageKey, type, width, height, hasThumbnail, thumbnails, placeholder } = file;
  return { size, storageKey, type, width, height, hasThumbnail, thumbnails, placeholder };
}

function newContent({ inspection: { type, image, filmSize }, size, newKey }: NewFile): ContentColumns {
  const shown = image ?? filmSize;
  return {
    ...{ size, storageKey: newKey, type },
    width: shown?.width ?? null,
    height: shown?.height ?? null,
    hasThumbnail: image !== undefined,
    thumbnails: image ? image.thumbnails.join() : null,
    placeholder: image?.placeholder ?? null,
  };
}
