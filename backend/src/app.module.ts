import { type DynamicModule, Module } from '@nestjs/common';
import { BusModule } from './bus/bus.module.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';

/** The list of modules, nothing else. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(config), DatabaseModule, BusModule, HealthModule] };
  }
}
