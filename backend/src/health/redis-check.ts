import { Injectable } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { Config } from '../config/config.js';
import { Readiness } from './readiness.js';

/**
 * Shows whether this node hears the others. It does not make the node unready: alone it loses nothing, and were it to count, the
 * end of Redis would take all nodes from the load balancer at once.
 */
@Injectable()
export class RedisCheck {
  constructor(readiness: Readiness, bus: Bus, { redisUrl }: Config) {
    if (redisUrl === undefined) return;
    readiness.addNote('redis', async () => {
      if (!bus.reachesOthers) throw new Error('this node goes on alone');
    });
  }
}
