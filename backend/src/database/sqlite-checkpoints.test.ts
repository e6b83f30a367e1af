import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { QueryTypes, Sequelize } from 'sequelize';
import { sequelizeOptions } from './sequelize-options.js';
import { SqliteCheckpoints } from './sqlite-checkpoints.js';

it('what is committed comes into the file by itself, while others read and write', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'chat-checkpoints-'));
  const path = join(directory, 'chat.sqlite');
  const sequelize = new Sequelize(sequelizeOptions({ dialect: 'sqlite', path }));
  const checkpoints = new SqliteCheckpoints(path);
  await sequelize.query('CREATE TABLE notes (text TEXT)');
  await sequelize.query("INSERT INTO notes VALUES ('said once')");
  const isInFile = () => readFileSync(path).includes('said once');
  expect(isInFile()).toBe(false);

  checkpoints.onApplicationBootstrap();
  for (let n = 0; !isInFile(); n++) {
    await sequelize.query('INSERT INTO notes VALUES (?)', { replacements: [`and again, ${n}`] });
    expect(await sequelize.query('SELECT text FROM notes LIMIT 1', { type: QueryTypes.SELECT })).toHaveLength(1);
    await sleep(50);
  }

  await checkpoints.onApplicationShutdown();
  await sequelize.close();
  rmSync(directory, { recursive: true });
});
