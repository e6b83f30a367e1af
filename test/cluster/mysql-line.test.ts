import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { MysqlLine } from '../../backend/src/database/mysql-line.js';
import { type PrivateService, privateMariadb } from '../support/private-services.js';
import { until } from '../support/until.js';

const count = { sql: 'UPDATE counts SET at = at + 1 WHERE id = 1', values: [] };
const numbering = { sql: 'SET @number = (SELECT at FROM counts WHERE id = 1)', values: [] };
const insert = (name: string) => ({ sql: 'INSERT INTO fruit (number, name) VALUES (@number, ?)', values: [name] });
const question = { sql: 'SELECT @number AS number', values: [] };

describe('the direct line to MariaDB', () => {
  let mariadb: PrivateService;
  let looker: Connection;
  const lines: MysqlLine[] = [];
  /** A line lets nothing through until it is open. */
  const openLine = async () => {
    const line = new MysqlLine(mariadb.url);
    lines.push(line);
    await until(async () => (await line.run([], { sql: 'SELECT 1 AS one', values: [] }))?.one === 1);
    return line;
  };
  const names = async () => {
    const [rows] = await looker.query<RowDataPacket[]>('SELECT name FROM fruit ORDER BY number');
    return rows.map(({ name }) => name as string);
  };

  beforeAll(async () => {
    mariadb = await privateMariadb();
    looker = await createConnection(mariadb.url);
    await looker.query('CREATE TABLE counts (id INT PRIMARY KEY, at INT NOT NULL)');
    await looker.query('CREATE TABLE fruit (number INT PRIMARY KEY, name VARCHAR(200) CHARACTER SET utf8mb4 UNIQUE)');
  }, 120_000);
  beforeEach(async () => {
    await looker.query('DELETE FROM fruit');
    await looker.query('REPLACE INTO counts VALUES (1, 0)');
  });
  afterAll(async () => {
    for (const line of lines) await line.close();
    await looker.end();
    await mariadb.kill();
  });

  it('stores all that it is told, whatever characters are in it, and answers the question', async () => {
    const line = await openLine();
    const strange = ["a'\0?b", "'); DELETE FROM fruit; --", '\\', '💥 @number ? ; "'];
    for (const [before, name] of strange.entries()) {
      expect(await line.run([count, numbering, insert(name)], question)).toEqual({ number: before + 1 });
    }
    expect(await names()).toEqual(strange);
  });

  it.each([
    ['is refused', insert('apple')],
    ['makes no sense', { sql: 'INSERT INTO vegetables VALUES (1)', values: [] }],
  ])('stores nothing when a statement %s, and goes on', async (_, bad) => {
    const line = await openLine();
    expect(await line.run([count, numbering, insert('apple')], question)).toEqual({ number: 1 });
    expect(await line.run([count, numbering, insert('pear'), count, numbering, bad], question)).toBeUndefined();
    expect(await line.run([count, numbering, insert('plum')], question)).toEqual({ number: 2 });
    expect(await names()).toEqual(['apple', 'plum']);
  });

  it('numbers what comes by way of several of them without gaps', async () => {
    const all = await Promise.all([openLine(), openLine()]);
    const numbers: unknown[] = [];
    await Promise.all(
      all.map(async (line, index) => {
        for (let n = 0; n < 50; n++) {
          const answer = await line.run([count, numbering, insert(`${index}/${n}`)], question);
          numbers.push(answer?.number);
        }
      }),
    );
    expect(new Set(numbers)).toEqual(new Set(Array.from({ length: 100 }, (_, n) => n + 1)));
    expect(await names()).toHaveLength(100);
  });

  it('opens again when it broke', async () => {
    const line = await openLine();
    await mariadb.kill();
    expect(await line.run([count], question)).toBeUndefined();
    await mariadb.start();
    looker = await createConnection(mariadb.url);
    await until(async () => (await line.run([count, numbering, insert('late')], question)) !== undefined);
    expect(await names()).toEqual(['late']);
  });
});
