import { Injectable, Logger } from '@nestjs/common';
import { Bus } from './bus.js';
import type { Topic, Topics } from './topics.js';

/** The bus of a single node. One handler's failure is logged and does not keep the others from hearing. */
@Injectable()
export class LocalBus extends Bus {
  readonly node = 'alone';
  readonly reachesOthers = true;
  private readonly logger = new Logger('Bus');
  private readonly handlers = new Map<Topic, Set<(payload: never) => void>>();

  publish<T extends Topic>(topic: T, payload: Topics[T]): void {
    for (const handler of this.handlers.get(topic) ?? []) {
      try {
        handler(payload as never);
      } catch (error) {
        this.logger.error(`A subscriber of ${topic} failed`, error instanceof Error ? error.stack : String(error));
      }
    }
  }

  subscribe<T extends Topic>(topic: T, handler: (payload: Topics[T]) => void): () => void {
    const handlers = this.handlers.get(topic) ?? new Set();
    this.handlers.set(topic, handlers);
    handlers.add(handler);
    return () => handlers.delete(handler);
  }
}
