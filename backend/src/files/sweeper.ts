import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op } from 'sequelize';
import { Transactions } from '../database/transactions.js';
import { ContentModel } from './content.model.js';
import { FileModel } from './file.model.js';
import { FileRemoval } from './file-removal.js';
import { FileStorage } from './storage/file-storage.js';
import { Staging } from './uploads/staging.js';
import { UploadModel } from './uploads/upload.model.js';
import { uploadLifetime } from './uploads/uploads.service.js';

const hour = 3_600_000;

/**
 * Milliseconds that a finished upload waits for its message: with one of its files up, an outbox may be paused, or a laptop closed, over
 * a weekend and longer. The browser has not kept what is up.
 */
const unattachedLifetime = 7 * 24 * hour;
/** Milliseconds after which bytes nobody refers to cannot belong to an upload that is just being finished. */
const strayLifetime = 48 * hour;
/** Rows that are looked at together. */
const batch = 100;

/**
 * Removes what was given up every hour, and every day what crashes left behind; both at the start. Safe on several servers at
 * once.
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Files');
  private readonly timers: NodeJS.Timeout[] = [];
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    @InjectModel(FileModel) private readonly files: typeof FileModel,
    @InjectModel(ContentModel) private readonly contents: typeof ContentModel,
    @InjectModel(UploadModel) private readonly uploads: typeof UploadModel,
    private readonly transactions: Transactions,
    private readonly removal: FileRemoval,
    private readonly storage: FileStorage,
    private readonly staging: Staging,
  ) {}

  onApplicationBootstrap(): void {
    this.every(hour, () => this.sweepGivenUp(Date.now()));
    this.every(24 * hour, () => this.sweepStrays(Date.now() - strayLifetime));
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    for (const timer of this.timers) clearInterval(timer);
    await this.running;
  }

  /** One after the other, now and from time to time. */
  private every(milliseconds: number, sweep: () => Promise<void>): void {
    const start = () => {
      this.running = this.running.then(sweep).catch((error: unknown) => {
        this.logger.error('Sweeping failed', error instanceof Error ? error.stack : String(error));
      });
    };
    start();
    this.timers.push(setInterval(start, milliseconds).unref());
  }

  private async sweepGivenUp(now: number): Promise<void> {
    await this.uploads.destroy({ where: { createdAt: { [Op.lt]: new Date(now - uploadLifetime) } } });
    await this.sweepStaging();
    const before = new Date(now - unattachedLifetime);
    while (!this.isStopped && (await this.sweepUnattached(before)) === batch);
  }

  /** Bytes here of uploads that were given up, or finished just before a crash. */
  private async sweepStaging(): Promise<void> {
    const ids = await this.staging.ids();
    for (let at = 0; at < ids.length; at += batch) {
      const some = ids.slice(at, at + batch);
      const rows = await this.uploads.findAll({ where: { id: some }, attributes: ['id'] });
      const known = new Set(rows.map(({ id }) => id));
      for (const id of some) if (!known.has(id)) await this.staging.remove(id);
    }
  }

  private sweepUnattached(before: Date): Promise<number> {
    return this.transactions.run(async (transaction) => {
      const rows = await this.files.findAll({
        where: { roomId: null, createdAt: { [Op.lt]: before } },
        order: ['id'],
        limit: batch,
        transaction,
        lock: transaction.LOCK.UPDATE,
      });
      await this.removal.remove(rows, transaction);
      return rows.length;
    });
  }

  /** Bytes in the storage that no file refers to. */
  private async sweepStrays(before: number): Promise<void> {
    let keys: string[] = [];
    for await (const { key, storedAt } of this.storage.entries()) {
      if (this.isStopped) return;
      if (storedAt.getTime() < before) keys.push(key);
      if (keys.length === batch) {
        await this.removeStrays(keys);
        keys = [];
      }
    }
    await this.removeStrays(keys);
  }

  private async removeStrays(keys: readonly string[]): Promise<void> {
    const contentOf = (key: string) => key.replace(/-thumbnail.*$/, '');
    const rows = await this.contents.findAll({ where: { storageKey: keys.map(contentOf) } });
    const known = new Set(rows.map(({ storageKey }) => storageKey));
    for (const key of keys) if (!known.has(contentOf(key))) await this.storage.remove(key);
  }
}
