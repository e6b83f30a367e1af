import type { Transaction } from 'sequelize';
import { GroupCommit, type Outcome } from './group-commit.js';
import type { Transactions } from './transactions.js';
import { isUnavailable } from './unavailable.js';

/**
 * Work of many in one transaction: while one runs, what else is to be done waits, and goes together in the next. One bad apple does
 * not spoil the others: what the database refuses as a whole is tried one by one.
 */
export class SharedTransactions<Item, Result> {
  private readonly queue = new GroupCommit<Item, Result>((items) => this.write(items), { batch: 100 });

  /** `work` answers with one outcome an item, in order; it may run more than once. A throw fails all of its items. */
  constructor(
    private readonly transactions: Transactions,
    private readonly work: (items: readonly Item[], transaction: Transaction) => Promise<Outcome<Result>[]>,
  ) {}

  /** Resolves once it is committed. */
  add(item: Item): Promise<Result> {
    return this.queue.add(item);
  }

  private async write(items: readonly Item[]): Promise<Outcome<Result>[]> {
    try {
      return await this.transactions.run((transaction) => this.work(items, transaction));
    } catch (error) {
      // The database is gone: asking it once for each would only take longer to say so.
      if (items.length === 1 || isUnavailable(error)) return items.map(() => ({ error }));
      const outcomes: Outcome<Result>[] = [];
      for (const item of items) outcomes.push(...(await this.write([item])));
      return outcomes;
    }
  }
}
