import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QueryTypes, Sequelize, type Transaction } from 'sequelize';
import { sequelizeOptions } from './sequelize-options.js';

describe('connections to SQLite', () => {
  let directory: string;
  let sequelize: Sequelize;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'chat-sqlite-'));
    sequelize = new Sequelize(sequelizeOptions({ dialect: 'sqlite', path: join(directory, 'chat.sqlite') }));
  });
  afterAll(async () => {
    await sequelize.close();
    rmSync(directory, { recursive: true });
  });

  const pragma = async (name: string, transaction?: Transaction) => {
    const [row] = await sequelize.query<object>(`PRAGMA ${name}`, {
      type: QueryTypes.SELECT,
      ...(transaction && { transaction }),
    });
    return Object.values(row ?? {})[0];
  };
  const durable = { journal: 'wal', synchronous: 2, timeout: 15_000, longestLog: 8_000 };
  const settingsOf = async (transaction?: Transaction) => ({
    journal: await pragma('journal_mode', transaction),
    synchronous: await pragma('synchronous', transaction),
    timeout: await pragma('busy_timeout', transaction),
    longestLog: await pragma('wal_autocheckpoint', transaction),
  });

  it('write ahead, flush at each commit, wait for locks, and leave copying to others', async () => {
    expect(await settingsOf()).toEqual(durable);
  });

  it('do so in transactions too, which have connections of their own', async () => {
    expect(await sequelize.transaction(settingsOf)).toEqual(durable);
  });

  it('are left to the next transaction with nothing of the last one, however that ended', async () => {
    await sequelize.query('CREATE TABLE fruit (name TEXT)');
    const put = (name: string, transaction: Transaction) =>
      sequelize.query('INSERT INTO fruit VALUES (?)', { replacements: [name], transaction });
    for (const name of ['apple', 'pear', 'plum']) {
      await sequelize.transaction((transaction) => put(name, transaction));
      const failed = sequelize.transaction(async (transaction) => {
        await put('stone', transaction);
        throw new Error('It is no fruit.');
      });
      await expect(failed).rejects.toThrow('It is no fruit.');
    }
    await sequelize.transaction((transaction) => put('fig', transaction));
    const rows = await sequelize.query<{ name: string }>('SELECT name FROM fruit', { type: QueryTypes.SELECT });
    expect(rows.map(({ name }) => name)).toEqual(['apple', 'pear', 'plum', 'fig']);
  });

  it('are all closed in the end', async () => {
    const path = join(directory, 'closed.sqlite');
    const brief = new Sequelize(sequelizeOptions({ dialect: 'sqlite', path }));
    await brief.query('CREATE TABLE fruit (name TEXT)');
    await brief.transaction((transaction) => brief.query("INSERT INTO fruit VALUES ('fig')", { transaction }));
    await brief.close();
    // Whoever closes the last connection takes the log away.
    expect([path, `${path}-wal`].map(existsSync)).toEqual([true, false]);
  });

  it('say that they cannot be opened, and can be closed all the same', async () => {
    const impossible = new Sequelize(sequelizeOptions({ dialect: 'sqlite', path: directory }));
    await expect(impossible.authenticate()).rejects.toThrow('unable to open database file');
    await impossible.close();
  });

  it('let everybody read what is committed while a transaction writes', async () => {
    await sequelize.query('CREATE TABLE notes (text TEXT)');
    await sequelize.transaction(async (transaction) => {
      await sequelize.query("INSERT INTO notes VALUES ('draft')", { transaction });
      expect(await sequelize.query('SELECT * FROM notes', { type: QueryTypes.SELECT })).toEqual([]);
    });
    expect(await sequelize.query('SELECT * FROM notes', { type: QueryTypes.SELECT })).toEqual([{ text: 'draft' }]);
  });
});
