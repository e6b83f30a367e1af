import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { QueryTypes, type Transaction } from 'sequelize';
import { Sequelize } from 'sequelize-typescript';
import type { Outcome } from './group-commit.js';
import { sequelizeOptions } from './sequelize-options.js';
import { SharedTransactions } from './shared-transactions.js';
import { Transactions } from './transactions.js';

describe('Work in shared transactions', () => {
  let directory: string;
  let sequelize: Sequelize;
  let batches: (readonly string[])[];
  let fruit: SharedTransactions<string, string>;

  const store = async (names: readonly string[], transaction: Transaction) => {
    batches.push(names);
    const replacements = { names: names.map((name) => [name]) };
    await sequelize.query('INSERT INTO fruit (name) VALUES :names', { replacements, transaction });
    return names.map(
      (name): Outcome<string> => (name === 'stone' ? { error: new Error('No fruit.') } : { value: name.toUpperCase() }),
    );
  };
  const names = async () => {
    const rows = await sequelize.query<{ name: string }>('SELECT name FROM fruit ORDER BY id', {
      type: QueryTypes.SELECT,
    });
    return rows.map(({ name }) => name);
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'chat-shared-'));
    sequelize = new Sequelize(sequelizeOptions({ dialect: 'sqlite', path: join(directory, 'chat.sqlite') }));
    await sequelize.query('CREATE TABLE fruit (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)');
    batches = [];
    fruit = new SharedTransactions(new Transactions(sequelize), store);
  });
  afterEach(async () => {
    await sequelize.close();
    rmSync(directory, { recursive: true });
  });

  it('goes together when it comes together, and each gets his own answer', async () => {
    const answers = await Promise.allSettled(['apple', 'stone', 'pear'].map((name) => fruit.add(name)));
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : String(answer.reason)))).toEqual([
      'APPLE',
      'Error: No fruit.',
      'PEAR',
    ]);
    expect(batches).toEqual([['apple', 'stone', 'pear']]);
  });

  it('is done one by one when the database refuses it as a whole', async () => {
    await fruit.add('apple');
    const answers = await Promise.allSettled(['pear', 'apple', 'plum'].map((name) => fruit.add(name)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await names()).toEqual(['apple', 'pear', 'plum']);
  });
});
