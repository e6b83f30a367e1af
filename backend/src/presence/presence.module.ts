import { Global, Module } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { Config } from '../config/config.js';
import { PresenceService } from './presence.service.js';
import { SharedPresence } from './shared/shared-presence.js';

const presence = {
  provide: PresenceService,
  inject: [Config, Bus],
  useFactory: (config: Config, bus: Bus) =>
    config.redisUrl === undefined ? new PresenceService(config, bus) : new SharedPresence(config, bus),
};

@Global()
@Module({ providers: [presence], exports: [PresenceService] })
export class PresenceModule {}
