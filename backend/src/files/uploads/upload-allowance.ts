import { isAcceptedType, type User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import type { Transaction } from 'sequelize';
import { Config } from '../../config/config.js';
import { ChatError } from '../../errors/chat-error.js';
import { FileModel } from '../file.model.js';
import { UploadModel } from './upload.model.js';

/** Uploads of one person that may be unfinished at a time. */
const mostUnfinished = 100;

/** How much somebody may upload: asked before a byte travels. */
@Injectable()
export class UploadAllowance {
  constructor(
    @InjectModel(FileModel) private readonly files: typeof FileModel,
    @InjectModel(UploadModel) private readonly uploads: typeof UploadModel,
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

  /** Throws `too_large` when the person's files would pass the quota, `rate_limited` when too many uploads are unfinished. */
  async assertRoom(uploaderId: string, size: number, transaction: Transaction): Promise<void> {
    const where = { uploaderId };
    if ((await this.uploads.count({ where, transaction })) >= mostUnfinished) {
      throw new ChatError('rate_limited', {
        message: `Finish or cancel some of your ${mostUnfinished} unfinished uploads first.`,
        retryAfter: 60,
      });
    }
    const quota = this.config.userQuotaBytes;
    if (quota === 0) return;
    const kept = Number((await this.files.sum('size', { where, transaction })) ?? 0);
    const coming = Number((await this.uploads.sum('size', { where, transaction })) ?? 0);
    if (kept + coming + size <= quota) return;
    throw new ChatError('too_large', {
      message: `All your files together may have ${quota} bytes; ${Math.max(0, quota - kept - coming)} are left.`,
      fields: { quota: 'too_big' },
      limit: quota,
    });
  }
}
