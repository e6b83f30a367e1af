import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { meetingPlaceOf } from '../redis/meeting-place.js';
import { Bus } from './bus.js';
import { LocalBus } from './local-bus.js';
import { RedisBus } from './redis-bus.js';

const bus = {
  provide: Bus,
  inject: [Config],
  useFactory(config: Config): Bus {
    const place = meetingPlaceOf(config);
    return place ? new RedisBus(place) : new LocalBus();
  },
};

/** With `CHAT_REDIS_URL` this process is one node of several. */
@Global()
@Module({ providers: [bus], exports: [Bus] })
export class BusModule {}
