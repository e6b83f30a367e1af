import { Global, Module } from '@nestjs/common';
import { SequelizeModule } from '@nestjs/sequelize';
import { Config } from '../config/config.js';
import { DirectLine } from './direct-line.js';
import { MysqlLine } from './mysql-line.js';
import { sequelizeOptions } from './sequelize-options.js';
import { SqliteLine } from './sqlite-line.js';
import { Transactions } from './transactions.js';

const directLine = {
  provide: DirectLine,
  inject: [Config, Transactions],
  useFactory: ({ database }: Config, transactions: Transactions) =>
    database.dialect === 'sqlite' ? new SqliteLine(database.path, transactions) : new MysqlLine(database.url),
};

/** The connection, and transactions on it. The schema is brought up to date before the application starts: `migrate`. */
@Global()
@Module({
  imports: [
    SequelizeModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        ...sequelizeOptions(config.database),
        autoLoadModels: true,
        synchronize: false,
        retryAttempts: 0,
      }),
    }),
  ],
  providers: [Transactions, directLine],
  exports: [Transactions, DirectLine],
})
export class DatabaseModule {}
