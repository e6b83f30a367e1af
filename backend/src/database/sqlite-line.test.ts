import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { QueryTypes } from 'sequelize';
import { Sequelize } from 'sequelize-typescript';
import { sequelizeOptions } from './sequelize-options.js';
import { SqliteLine } from './sqlite-line.js';
import { Transactions } from './transactions.js';

const insert = (name: string) => ({ sql: 'INSERT INTO fruit (name) VALUES (?)', values: [name], rows: 1 });
const rename = (from: string, to: string) => ({
  sql: 'UPDATE fruit SET name = ? WHERE name = ?',
  values: [to, from],
  rows: 1,
});

describe('the direct line to SQLite', () => {
  let directory: string;
  let sequelize: Sequelize;
  let transactions: Transactions;
  let line: SqliteLine;
  const names = async () => {
    const rows = await sequelize.query<{ name: string }>('SELECT name FROM fruit ORDER BY id', {
      type: QueryTypes.SELECT,
    });
    return rows.map(({ name }) => name);
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'chat-line-'));
    const path = join(directory, 'chat.sqlite');
    sequelize = new Sequelize(sequelizeOptions({ dialect: 'sqlite', path }));
    await sequelize.query('CREATE TABLE fruit (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)');
    transactions = new Transactions(sequelize);
    line = new SqliteLine(path, transactions);
  });
  afterEach(async () => {
    await line.close();
    await sequelize.close();
    rmSync(directory, { recursive: true });
  });

  it('stores all that it is told, whatever characters are in it', async () => {
    const hostile = ["a'\0?b", "'); DROP TABLE fruit; --", "\\'", '?', "''", '\r\n', 'x'.repeat(3_000_000)];
    expect(await line.run([...hostile.map(insert), insert('💥'), rename('💥', 'pear')])).toBe(true);
    expect(await names()).toEqual([...hostile, 'pear']);
  });

  it.each([
    ['is refused', insert('apple')],
    ['changes no row', rename('cherry', 'plum')],
    ['makes no sense', { sql: 'INSERT INTO vegetables VALUES (1)', values: [], rows: 1 }],
  ])('stores nothing when a statement %s, and goes on', async (_, bad) => {
    expect(await line.run([insert('apple')])).toBe(true);
    expect(await line.run([insert('pear'), bad])).toBe(false);
    expect(await line.run([insert('plum')])).toBe(true);
    expect(await names()).toEqual(['apple', 'plum']);
  });

  it('takes turns with other transactions', async () => {
    const other = transactions.run(async (transaction) => {
      await sequelize.query("INSERT INTO fruit (name) VALUES ('first')", { transaction });
      await sequelize.query("INSERT INTO fruit (name) VALUES ('second')", { transaction });
    });
    const mine = line.run([insert('third')]);
    await Promise.all([other, mine]);
    expect(await names()).toEqual(['first', 'second', 'third']);
  });
});
