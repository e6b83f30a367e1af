import { Readable } from 'node:stream';
import type { File, User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op, type Transaction } from 'sequelize';
import { mayBeId } from '../database/random-id.js';
import { ChatError } from '../errors/chat-error.js';
import { FileModel } from './file.model.js';
import { type FileRecord, fileRecord } from './file-record.js';
import { FileRemoval } from './file-removal.js';
import { FileSignatures } from './file-signatures.js';
import { FileStorage } from './storage/file-storage.js';
import { thumbnailSuffix, thumbnailWidth } from './thumbnails.js';
import { UploadsService } from './uploads/uploads.service.js';

/** Where a message is. */
export interface Place {
  readonly roomId: number;
  readonly seq: number;
}

/** A file that goes to a message, at `position` among its files, from 0. */
export interface FileClaim extends Place {
  readonly id: string;
  readonly position: number;
}

/** A file's bytes, for transports that deliver them themselves. */
export interface OpenFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly width?: number;
  readonly height?: number;
  /** The bytes; errors of the storage come out of the stream. */
  stream(): Readable;
  /**
   * The largest picture that was made of it: WebP of at most 1600 pixels across, upright, of an animation the first frame. Only of
   * pictures.
   */
  still?(): Readable;
}

/** Files as the other features know them: what messages carry. */
@Injectable()
export class FilesService {
  constructor(
    @InjectModel(FileModel) private readonly files: typeof FileModel,
    private readonly removal: FileRemoval,
    private readonly signatures: FileSignatures,
    private readonly storage: FileStorage,
    private readonly uploads: UploadsService,
  ) {}

  /** Those of the ids that are finished uploads of this person which no message carries yet, locked until the transaction ends. */
  async lockUnattached(
    transaction: Transaction,
    uploaderId: string,
    ids: readonly string[],
  ): Promise<Map<string, FileRecord>> {
    if (ids.length === 0) return new Map();
    const rows = await this.files.findAll({
      where: { id: ids.filter(mayBeId), uploaderId, roomId: null },
      order: ['id'],
      transaction,
      lock: transaction.LOCK.UPDATE,
    });
    return new Map(rows.map((row) => [row.id, fileRecord(row)]));
  }

  /** Binds files to messages, in the commit's transaction. */
  async attach(transaction: Transaction, claims: readonly FileClaim[]): Promise<void> {
    for (const { id, roomId, seq, position } of claims) {
      await this.files.update({ roomId, seq, position }, { where: { id, roomId: null }, transaction });
    }
  }

  /** What messages carry, by message id `${roomId}-${seq}`, in order, with fresh signed addresses. */
  async ofMessages(places: readonly Place[], transaction?: Transaction): Promise<Map<string, File[]>> {
    const found = new Map<string, File[]>();
    for (const row of await this.carriedBy(places, transaction)) {
      const id = `${row.roomId}-${row.seq}`;
      found.set(id, [...(found.get(id) ?? []), this.view(fileRecord(row))]);
    }
    return found;
  }

  /** A file as it travels; its addresses are signed afresh. */
  view(record: FileRecord): File {
    const { id, name, type, size, width, height, placeholder, description } = record;
    const address = `/api/v1/files/${id}`;
    return {
      ...{ id, name, type, size },
      url: `${address}?${this.signatures.sign(id, 'file')}`,
      ...(width !== undefined && height !== undefined && { width, height }),
      ...this.thumbnailsOf(record),
      ...(placeholder !== undefined && { placeholder }),
      ...description,
    };
  }

  private thumbnailsOf({ id, width = 0, height = 0, thumbnails }: FileRecord): Partial<File> {
    if (thumbnails.length === 0) return {};
    const thumbnailUrl = `/api/v1/files/${id}/thumbnail?${this.signatures.sign(id, 'thumbnail')}`;
    const stills = thumbnails
      .filter((kind) => kind !== 'moving')
      .map((kind) => ({
        url: kind === 'medium' ? thumbnailUrl : `${thumbnailUrl}&size=${kind}`,
        width: thumbnailWidth(kind, width, height),
      }));
    return {
      thumbnailUrl,
      ...(stills.length > 1 && { thumbnails: stills }),
      ...(thumbnails.includes('moving') && { movingThumbnailUrl: `${thumbnailUrl}&size=moving` }),
    };
  }

  /** Messages were deleted: their files are nobody's any more; the bytes go after the commit. */
  async detach(transaction: Transaction, places: readonly Place[]): Promise<void> {
    await this.removal.remove(await this.carriedBy(places, transaction), transaction);
  }

  /** A file that a message carries. Throws `not_found`. */
  async open(fileId: string): Promise<OpenFile> {
    const row = await this.files.findByPk(fileId);
    if (!row || row.roomId === null) throw new ChatError('not_found');
    const { name, type, size, width, height, storageKey, thumbnails } = fileRecord(row);
    const still = (['large', 'medium'] as const).find((kind) => thumbnails.includes(kind));
    return {
      ...{ name, type, size },
      ...(width !== undefined && height !== undefined && { width, height }),
      stream: () => this.bytesOf(storageKey),
      ...(still && { still: () => this.bytesOf(storageKey + thumbnailSuffix(still)) }),
    };
  }

  /**
   * Stores bytes that came another way than tus as a finished upload of that person: bounded, checked as any upload, never whole
   * in memory. Throws `too_large`, `rate_limited`, `invalid` when fewer bytes come than `size`.
   */
  store(uploader: User, name: string, size: number, content: Readable): Promise<FileRecord> {
    return this.uploads.store(uploader, name, size, content);
  }

  private bytesOf(storageKey: string): Readable {
    const { storage } = this;
    async function* bytes(): AsyncIterable<Buffer> {
      yield* await storage.open(storageKey);
    }
    return Readable.from(bytes(), { objectMode: false });
  }

  private carriedBy(places: readonly Place[], transaction?: Transaction): Promise<FileModel[]> {
    const rooms = new Map<number, number[]>();
    for (const { roomId, seq } of places) rooms.set(roomId, [...(rooms.get(roomId) ?? []), seq]);
    if (rooms.size === 0) return Promise.resolve([]);
    return this.files.findAll({
      where: { [Op.or]: [...rooms].map(([roomId, seq]) => ({ roomId, seq })) },
      order: ['roomId', 'seq', 'position'],
      ...(transaction && { transaction }),
    });
  }
}
