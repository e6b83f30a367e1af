import { Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import type { Transaction } from 'sequelize';
import { ContentModel } from './content.model.js';
import { FileModel } from './file.model.js';
import { removeContent } from './intake.js';
import { FileStorage } from './storage/file-storage.js';

/** Takes files away, and their bytes when no other file has the same ones. */
@Injectable()
export class FileRemoval {
  private readonly logger = new Logger('Files');

  constructor(
    @InjectModel(FileModel) private readonly files: typeof FileModel,
    @InjectModel(ContentModel) private readonly contents: typeof ContentModel,
    private readonly storage: FileStorage,
  ) {}

  /** The bytes go after the commit; those that do not (a crash) are found by the sweeper. */
  async remove(rows: readonly FileModel[], transaction: Transaction): Promise<void> {
    if (rows.length === 0) return;
    await this.files.destroy({ where: { id: rows.map(({ id }) => id) }, transaction });
    const unused: string[] = [];
    // Always in the same order, so that two removals never wait for each other.
    for (const storageKey of [...new Set(rows.map((row) => row.storageKey))].sort()) {
      const content = await this.contents.findByPk(storageKey, { transaction, lock: transaction.LOCK.UPDATE });
      if ((await this.files.count({ where: { storageKey }, transaction })) > 0) continue;
      await content?.destroy({ transaction });
      unused.push(storageKey);
    }
    transaction.afterCommit(() => void this.forget(unused));
  }

  private async forget(storageKeys: readonly string[]): Promise<void> {
    try {
      for (const key of storageKeys) await removeContent(this.storage, key);
    } catch (error) {
      this.logger.warn(`Bytes that nobody needs could not be removed yet: ${String(error)}`);
    }
  }
}
