import { type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from '../../auth/auth.module.js';
import { BusModule } from '../../bus/bus.module.js';
import type { Config } from '../../config/config.js';
import { ConfigModule } from '../../config/config.module.js';
import { DatabaseModule } from '../../database/database.module.js';
import { HealthModule } from '../../health/health.module.js';
import { RateLimitsModule } from '../../rate-limits/rate-limits.module.js';
import { UsersModule } from '../../users/users.module.js';
import { Importer } from './importer.js';

/** As much of the server as the import needs; it may run beside one. */
@Module({})
export class ImportModule {
  static with(config: Config): DynamicModule {
    const imports = [DatabaseModule, BusModule, HealthModule, RateLimitsModule, UsersModule, AuthModule];
    return { module: ImportModule, imports: [ConfigModule.with(config), ...imports], providers: [Importer] };
  }
}
