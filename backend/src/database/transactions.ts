import { Injectable } from '@nestjs/common';
import type { Transaction } from 'sequelize';
import { Sequelize } from 'sequelize-typescript';

const attempts = 5;

/**
 * Runs work in one transaction. On SQLite, which has one writer, transactions of this process queue up here instead of
 * spinning on its lock. On MySQL a deadlock's victim is tried again: `work` may run more than once.
 */
@Injectable()
export class Transactions {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly sequelize: Sequelize) {}

  get dialect(): 'sqlite' | 'mysql' {
    return this.sequelize.getDialect() === 'sqlite' ? 'sqlite' : 'mysql';
  }

  run<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.dialect === 'sqlite' ? this.inTurn(() => this.sequelize.transaction(work)) : this.retried(work);
  }

  /** Lets work that has a transaction of its own wait for its turn, where there is one writer. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async retried<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.sequelize.transaction(work);
      } catch (error) {
        if (attempt === attempts || !isDeadlock(error)) throw error;
      }
    }
  }
}

function isDeadlock(error: unknown): boolean {
  const code = (error as { parent?: { code?: string } }).parent?.code;
  return code === 'ER_LOCK_DEADLOCK' || code === 'ER_LOCK_WAIT_TIMEOUT';
}
