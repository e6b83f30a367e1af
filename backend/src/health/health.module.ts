import { Global, Module } from '@nestjs/common';
import { DatabaseCheck } from './database-check.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';
import { RedisCheck } from './redis-check.js';

@Global()
@Module({
  controllers: [HealthController],
  providers: [Readiness, Metrics, DatabaseCheck, RedisCheck],
  exports: [Readiness, Metrics],
})
export class HealthModule {}
