import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import type { Transaction } from 'sequelize';
import type { Outcome } from '../../database/group-commit.js';
import { SharedTransactions } from '../../database/shared-transactions.js';
import { Transactions } from '../../database/transactions.js';
import type { CompleteUpload } from '../file-register.js';
import { UploadModel } from './upload.model.js';
import { UploadAllowance } from './upload-allowance.js';

export interface NewUpload extends CompleteUpload {
  readonly createdAt: Date;
}

/** The rows of uploads that begin. Those that come while others are being written go together. */
@Injectable()
export class UploadRegister {
  private readonly entries: SharedTransactions<NewUpload, UploadModel>;

  constructor(
    @InjectModel(UploadModel) private readonly uploads: typeof UploadModel,
    private readonly allowance: UploadAllowance,
    transactions: Transactions,
  ) {
    this.entries = new SharedTransactions(transactions, (uploads, transaction) => this.enter(uploads, transaction));
  }

  /** Throws `too_large` when the person's files would pass the quota, `rate_limited` when too many uploads are unfinished. */
  add(upload: NewUpload): Promise<UploadModel> {
    return this.entries.add(upload);
  }

  private async enter(uploads: readonly NewUpload[], transaction: Transaction): Promise<Outcome<UploadModel>[]> {
    const people = uploads.map(({ uploaderId }) => uploaderId);
    const rooms = await this.allowance.roomOf(people, transaction);
    const refusals = uploads.map(({ uploaderId, size }) => rooms.get(uploaderId)?.refuse(size));
    const accepted = uploads.filter((_, index) => !refusals[index]).map((upload) => ({ ...upload }));
    const rows = await this.uploads.bulkCreate(accepted, { transaction });
    return refusals.map((error) => (error ? { error } : { value: rows.shift() as UploadModel }));
  }
}
