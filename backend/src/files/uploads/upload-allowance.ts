import { isAcceptedType, type User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { QueryTypes, type Transaction } from 'sequelize';
import { Sequelize } from 'sequelize-typescript';
import { Config } from '../../config/config.js';
import { ChatError } from '../../errors/chat-error.js';
import { UsersService } from '../../users/users.service.js';
import { UploadModel } from './upload.model.js';
import { UploadRoom } from './upload-room.js';

/** How much somebody may upload: asked before a byte travels. */
@Injectable()
export class UploadAllowance {
  constructor(
    @InjectModel(UploadModel) private readonly uploads: typeof UploadModel,
    private readonly users: UsersService,
    private readonly sequelize: Sequelize,
    private readonly config: Config,
  ) {}

  /** Throws `forbidden` for guests: a quota for each would be none, there is no end of them. */
  assertPerson(user: User): void {
    if (user.guest) throw new ChatError('forbidden', { message: 'Sign in to upload files.' });
  }

  /** Throws `too_large`, with a sentence that says the limit. */
  assertSize(size: number): void {
    const { maxFileBytes } = this.config;
    if (size <= maxFileBytes) return;
    throw new ChatError('too_large', {
      message: `The largest file that is accepted has ${maxFileBytes} bytes.`,
      fields: { size: 'too_big' },
      limit: maxFileBytes,
    });
  }

  /** Throws `unsupported_type`, with a sentence that says what is accepted. */
  assertType(type: string): void {
    const { fileTypes } = this.config;
    if (isAcceptedType(type, fileTypes)) return;
    throw new ChatError('unsupported_type', {
      message: `Only files of these kinds are accepted: ${fileTypes.join(', ')}.`,
    });
  }

  /**
   * What each of some people may begin still. Of all that somebody begins at once one is looked at after the other: the transaction
   * must make the uploads.
   */
  async roomOf(uploaderIds: readonly string[], transaction: Transaction): Promise<Map<string, UploadRoom>> {
    const quota = this.config.userQuotaBytes;
    const rooms = new Map<string, UploadRoom>();
    // Always in the same order, so that two transactions never wait for each other.
    for (const uploaderId of [...new Set(uploaderIds)].sort()) {
      await this.users.lock(uploaderId, transaction);
      const unfinished = await this.uploads.count({ where: { uploaderId }, transaction });
      const taken = quota === 0 ? 0 : await this.taken(uploaderId, transaction);
      rooms.set(uploaderId, new UploadRoom(unfinished, taken, quota));
    }
    return rooms;
  }

  /** Bytes, of one moment: an upload that is finished just now is counted once. */
  private async taken(uploaderId: string, transaction: Transaction): Promise<number> {
    const sum = (table: string) => `SELECT COALESCE(SUM(size), 0) FROM ${table} WHERE uploader_id = :uploaderId`;
    const [row] = await this.sequelize.query<{ taken: number | string }>(
      `SELECT (${sum('files')}) + (${sum('uploads')}) AS taken`,
      { type: QueryTypes.SELECT, replacements: { uploaderId }, transaction },
    );
    return Number(row?.taken);
  }
}
