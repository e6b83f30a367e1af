import { Global, Module } from '@nestjs/common';
import { SequelizeModule } from '@nestjs/sequelize';
import { Config } from '../config/config.js';
import { sequelizeOptions } from './sequelize-options.js';
import { SqliteCheckpoints } from './sqlite-checkpoints.js';
import { Transactions } from './transactions.js';

const checkpoints = {
  provide: SqliteCheckpoints,
  inject: [Config],
  useFactory: ({ database }: Config) =>
    database.dialect === 'sqlite' ? new SqliteCheckpoints(database.path) : undefined,
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
  providers: [Transactions, checkpoints],
  exports: [Transactions],
})
export class DatabaseModule {}
