import type { Readable } from 'node:stream';
import type { User } from '@chat-room/protocol';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { mayBeId, randomId } from '../../database/random-id.js';
import { Transactions } from '../../database/transactions.js';
import { ChatError } from '../../errors/chat-error.js';
import { RateLimiter } from '../../rate-limits/rate-limiter.js';
import { FileModel } from '../file.model.js';
import { columnsOfDescription, type FileDescription } from '../file-description.js';
import { readableFileName } from '../file-name.js';
import { type FileRecord, fileRecord } from '../file-record.js';
import { FileRemoval } from '../file-removal.js';
import { Intake } from '../intake.js';
import { Staging } from './staging.js';
import { UploadModel } from './upload.model.js';
import { UploadAllowance } from './upload-allowance.js';
import { UploadLeases } from './upload-leases.js';
import { UploadLocks } from './upload-locks.js';
import { UploadRegister } from './upload-register.js';

/** Milliseconds after its beginning at which an unfinished upload is given up. */
export const uploadLifetime = 24 * 3_600_000;

export interface UploadState {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly received: number;
  /** Until when it can be gone on with; none once it is finished. */
  readonly expiresAt?: Date;
}

/** What somebody says of a file that he is about to send. */
export interface AnnouncedUpload {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Media type: what is not accepted is refused before a byte of it travels. What counts in the end is the content. */
  readonly type?: string;
  readonly description?: FileDescription;
}

/** Uploads in parts, which go on after a broken line or a restart. To everybody but their uploader they are not there. */
@Injectable()
export class UploadsService implements BeforeApplicationShutdown {
  private readonly locks = new UploadLocks();

  constructor(
    @InjectModel(UploadModel) private readonly uploads: typeof UploadModel,
    @InjectModel(FileModel) private readonly files: typeof FileModel,
    private readonly transactions: Transactions,
    private readonly limiter: RateLimiter,
    private readonly allowance: UploadAllowance,
    private readonly staging: Staging,
    private readonly intake: Intake,
    private readonly removal: FileRemoval,
    private readonly leases: UploadLeases,
    private readonly register: UploadRegister,
  ) {
    leases.onWanted((id) => this.locks.stop(id));
  }

  /** A slow line must not hold the server up; clients go on after the restart. */
  beforeApplicationShutdown(): void {
    this.locks.stopAll();
  }

  /** Begins an upload. Throws `forbidden`, `too_large`, `unsupported_type`, `rate_limited`. */
  async begin(uploader: User, announced: AnnouncedUpload): Promise<UploadState> {
    const { size, description = {} } = announced;
    this.allowance.assertPerson(uploader);
    this.allowance.assertSize(size);
    if (announced.type) this.allowance.assertType(announced.type);
    await this.limiter.consume('upload', uploader.id);
    const id = randomId(24);
    const name = readableFileName(announced.name);
    const columns = { id, uploaderId: uploader.id, name, size, createdAt: new Date() };
    const row = await this.register.add({ ...columns, ...columnsOfDescription(description) });
    await this.staging.create(id);
    if (size === 0) await this.finish(row);
    return stateOf(row, 0);
  }

  /** How far an upload is. One whose last bytes came in a request that was never answered is finished now. */
  state(uploader: User, id: string): Promise<UploadState> {
    return this.exclusively(id, async () => {
      const unfinished = await this.unfinished(uploader, id);
      if (!unfinished) return finishedState(await this.finished(uploader, id));
      const { row, received } = unfinished;
      if (received === Number(row.size)) await this.finish(row);
      return stateOf(row, received);
    });
  }

  /**
   * Takes bytes from `offset` on; the upload is finished, durably, when this resolves with all of them. Throws `not_found`,
   * `conflict` when the offset is another one, `too_large` when more would come than was announced, `unsupported_type` for a
   * harmful file.
   */
  append(uploader: User, id: string, offset: number, content: Readable, announced?: number): Promise<UploadState> {
    return this.exclusively(id, async (stop) => {
      const unfinished = await this.unfinished(uploader, id);
      if (!unfinished) return assertOffset(finishedState(await this.finished(uploader, id)), offset);
      const { row, received } = unfinished;
      const size = Number(row.size);
      assertOffset({ received }, offset);
      if (offset + (announced ?? 0) > size) {
        throw new ChatError('too_large', { message: 'More bytes would come than were announced.' });
      }
      const now = await this.staging.append(id, content, { offset, size }, stop);
      if (now === size) await this.finish(row);
      return stateOf(row, now);
    });
  }

  /** Takes an upload back. Throws `not_found`, `conflict` once a message carries it. */
  cancel(uploader: User, id: string): Promise<void> {
    return this.exclusively(id, async () => {
      if (await this.unfinished(uploader, id)) return this.discard(id);
      await this.finished(uploader, id);
      await this.takeBack(id);
    });
  }

  /** A whole upload at once. Throws as `begin` and `append`; `invalid` when fewer bytes come than announced. */
  async store(uploader: User, claimedName: string, size: number, content: Readable): Promise<FileRecord> {
    const { id } = await this.begin(uploader, { name: claimedName, size });
    try {
      if (size > 0) await this.append(uploader, id, 0, content);
      const finished = await this.files.findByPk(id);
      if (!finished) throw new ChatError('invalid', { message: 'The file ended early.' });
      return fileRecord(finished);
    } catch (error) {
      await this.discard(id);
      throw error;
    }
  }

  /** What is refused for what it is goes at once. */
  private async finish(row: UploadModel): Promise<void> {
    try {
      await this.intake.take(row);
    } catch (error) {
      if (error instanceof ChatError && error.code === 'unsupported_type') await this.discard(row.id);
      throw error;
    }
  }

  /** One request at a time, of all servers, works on an upload; `stop` says that another one wants to. */
  private async exclusively<Result>(id: string, work: (stop: AbortSignal) => Promise<Result>): Promise<Result> {
    if (!mayBeId(id)) throw new ChatError('not_found');
    return this.locks.run(id, (stop) =>
      this.leases.run(
        id,
        () => this.locks.stop(id),
        () => work(stop),
      ),
    );
  }

  private takeBack(id: string): Promise<void> {
    return this.transactions.run(async (transaction) => {
      const row = await this.files.findByPk(id, { transaction, lock: transaction.LOCK.UPDATE });
      if (!row) return;
      if (row.roomId !== null) throw new ChatError('conflict', { message: 'A message carries this file; delete it.' });
      await this.removal.remove([row], transaction);
    });
  }

  private async discard(id: string): Promise<void> {
    await this.uploads.destroy({ where: { id } });
    await this.staging.remove(id);
  }

  /** Throws `not_found`. */
  private async finished(uploader: User, id: string): Promise<FileModel> {
    const row = await this.files.findOne({ where: { id, uploaderId: uploader.id } });
    if (!row) throw new ChatError('not_found');
    return row;
  }

  /** `undefined` when it is finished, or never was. Throws `not_found` when it can't be gone on with. */
  private async unfinished(uploader: User, id: string): Promise<{ row: UploadModel; received: number } | undefined> {
    const row = await this.uploads.findOne({ where: { id, uploaderId: uploader.id } });
    if (!row) return undefined;
    const received = await this.staging.received(id);
    const isOver = row.createdAt.getTime() + uploadLifetime < Date.now();
    if (isOver || received === undefined) throw new ChatError('not_found');
    return { row, received };
  }
}

function assertOffset<State extends { received: number }>(state: State, offset: number): State {
  if (state.received === offset) return state;
  throw new ChatError('conflict', { message: `The upload goes on at byte ${state.received}.` });
}

function stateOf(row: UploadModel, received: number): UploadState {
  const size = Number(row.size);
  const expiresAt = new Date(row.createdAt.getTime() + uploadLifetime);
  return { id: row.id, name: row.name, size, received, ...(received < size && { expiresAt }) };
}

function finishedState({ id, name, uploadLength }: FileModel): UploadState {
  const size = Number(uploadLength);
  return { id, name, size, received: size };
}
