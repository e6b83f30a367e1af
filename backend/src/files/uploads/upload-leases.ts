import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { literal, Op } from 'sequelize';
import { Bus } from '../../bus/bus.js';
import { Config } from '../../config/config.js';
import { Transactions } from '../../database/transactions.js';
import { ChatError } from '../../errors/chat-error.js';
import { UploadModel } from './upload.model.js';

/** Seconds for which a server holds an upload unless it says so again; another one waits so long after a crash. */
const leaseSeconds = 8;
const renewalMilliseconds = 2000;
const attempts = 100;
const betweenAttempts = 100;

/** The database's clock, which is the same for all servers. */
const now = literal('NOW(3)');
const leaseEnd = literal(`NOW(3) + INTERVAL ${leaseSeconds} SECOND`);

/**
 * One server at a time works on an upload, where several share a data directory: what `UploadLocks` are within one. A server
 * that wants an upload says so, and whoever holds it stops receiving.
 */
@Injectable()
export class UploadLeases {
  private readonly areNeeded: boolean;

  constructor(
    @InjectModel(UploadModel) private readonly uploads: typeof UploadModel,
    private readonly bus: Bus,
    config: Config,
    transactions: Transactions,
  ) {
    this.areNeeded = config.redisUrl !== undefined && transactions.dialect === 'mysql';
  }

  /** Calls `stop` whenever another server wants an upload. */
  onWanted(stop: (id: string) => void): void {
    this.bus.subscribe('upload.wanted', ({ id, node }) => {
      if (node !== this.bus.node) stop(id);
    });
  }

  /** Works while no other server does; `lost` is called when that cannot be said any more. Throws `unavailable`. */
  async run<Result>(id: string, lost: () => void, work: () => Promise<Result>): Promise<Result> {
    if (!this.areNeeded) return work();
    await this.take(id);
    const renewal = setInterval(() => {
      this.hold(id).then((isHeld) => isHeld || lost(), lost);
    }, renewalMilliseconds);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await this.uploads.update({ holder: null, heldUntil: null }, { where: { id, holder: this.bus.node } });
    }
  }

  private async take(id: string): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (await this.hold(id)) return;
      // What is finished, or was never begun, needs no holding.
      if ((await this.uploads.count({ where: { id } })) === 0) return;
      this.bus.publish('upload.wanted', { id, node: this.bus.node });
      await sleep(betweenAttempts);
    }
    throw new ChatError('unavailable', {
      message: 'Another server still works on this upload.',
      retryAfter: leaseSeconds,
    });
  }

  private async hold(id: string): Promise<boolean> {
    const holder = this.bus.node;
    const free = [{ holder: null }, { holder }, { heldUntil: { [Op.lt]: now } }];
    const [changed] = await this.uploads.update({ holder, heldUntil: leaseEnd }, { where: { id, [Op.or]: free } });
    return changed > 0;
  }
}
