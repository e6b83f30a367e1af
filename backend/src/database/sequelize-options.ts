import { type Options, Transaction } from 'sequelize';
import type { DatabaseConfig } from '../config/config.js';
import { sqliteForSequelize } from './sqlite-for-sequelize.js';

interface MysqlConnection {
  promise(): { query(sql: string): Promise<unknown> };
}

interface Credentials {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** Said once of each connection: Sequelize's `isolationLevel` would have every transaction wait for one more answer. */
export const sessionSettings: readonly string[] = [
  // Whatever the server's own is: nothing is cut silently, and a backslash escapes, on which all that puts values into SQL relies.
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'",
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // Seconds. A node that is frozen in the middle of a transaction holds the locks of its rooms: MariaDB ends that transaction, so
  // that the other nodes go on. MySQL, which reads the rest as a comment, knows no such setting.
  'SET SESSION innodb_lock_wait_timeout = 20 /*M! , SESSION idle_transaction_timeout = 5 */',
];

/** Options for Sequelize on either dialect. */
export function sequelizeOptions(database: DatabaseConfig): Options {
  return database.dialect === 'sqlite' ? sqlite(database.path) : mysql(database.url);
}

function sqlite(path: string): Options {
  return {
    dialect: 'sqlite',
    dialectModule: sqliteForSequelize(),
    storage: path,
    logging: false,
    // A transaction that reads first and writes later could not get the write lock any more.
    transactionType: Transaction.TYPES.IMMEDIATE,
  };
}

function mysql(url: string): Options {
  const { user, ...credentials } = mysqlCredentials(url);
  return {
    dialect: 'mysql',
    ...credentials,
    username: user,
    logging: false,
    timezone: '+00:00',
    pool: { max: 10, min: 1, acquire: 20_000, idle: 60_000 },
    dialectOptions: { charset: 'utf8mb4', connectTimeout: 10_000 },
    hooks: {
      async afterConnect(connection: unknown) {
        const session = (connection as MysqlConnection).promise();
        for (const setting of sessionSettings) await session.query(setting);
      },
    },
    define: { charset: 'utf8mb4', collate: 'utf8mb4_bin' },
  };
}

/** What a `mysql://` address says. */
export function mysqlCredentials(url: string): Credentials {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}
