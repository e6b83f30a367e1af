import { type ModelAttributes, QueryTypes, Sequelize } from 'sequelize';
import { SequelizeStorage, Umzug } from 'umzug';
import { ConfigError, type DatabaseConfig } from '../config/config.js';
import { describeDatabaseError } from './database-error.js';
import type { MigrationContext } from './migration.js';
import { migrations } from './migrations/index.js';
import { sequelizeOptions } from './sequelize-options.js';
import { prepareSqliteFile } from './sqlite-file.js';

/** Seconds a node waits for another one that is migrating. */
const lockWait = 120;

/**
 * Brings the database up to date; returns the names of the migrations that ran. Several nodes may start at once: one
 * migrates, the others wait. Throws `ConfigError` with one sentence when the database cannot be reached.
 */
export async function migrate(database: DatabaseConfig): Promise<string[]> {
  if (database.dialect === 'sqlite') prepareSqliteFile(database.path);
  // One connection, since MySQL's named lock belongs to the connection that took it.
  const sequelize = new Sequelize({ ...sequelizeOptions(database), pool: { max: 1, min: 1, idle: 600_000 } });
  try {
    await sequelize.authenticate();
    if (database.dialect === 'mysql') {
      await takeTurn(sequelize);
    }
    const umzug = new Umzug<MigrationContext>({
      migrations: migrations.map(({ name, up }) => ({
        name,
        up: ({ context }: { context: MigrationContext }) => up(context),
      })),
      context: contextOf(sequelize, database.dialect),
      storage: new SequelizeStorage({ sequelize, modelName: 'migrations', tableName: 'migrations' }),
      logger: undefined,
    });
    const done = await umzug.up();
    return done.map(({ name }) => name);
  } catch (error) {
    throw describeDatabaseError(error, database);
  } finally {
    await sequelize.close();
  }
}

async function takeTurn(sequelize: Sequelize): Promise<void> {
  const sql = `SELECT GET_LOCK('chat-room-migrations', ${lockWait}) AS taken`;
  const [answer] = await sequelize.query<{ taken: number | null }>(sql, { type: QueryTypes.SELECT });
  if (answer?.taken === 1) return;
  throw new ConfigError(
    `Another server has been migrating the database for ${lockWait} seconds; see what it is doing.`,
  );
}

function contextOf(sequelize: Sequelize, dialect: 'sqlite' | 'mysql'): MigrationContext {
  const queryInterface = sequelize.getQueryInterface();
  return {
    sequelize,
    queryInterface,
    dialect,
    createTable: (name, columns: ModelAttributes) =>
      queryInterface.createTable(name, columns, { charset: 'utf8mb4', collate: 'utf8mb4_bin' }),
    async addIndex(table, columns, options = {}) {
      const name = `${table}_${columns.join('_')}`;
      const present = (await queryInterface.showIndex(table)) as { name: string }[];
      if (!present.some((index) => index.name === name)) {
        await queryInterface.addIndex(table, columns, { ...options, name });
      }
    },
  };
}
