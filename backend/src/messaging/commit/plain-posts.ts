import type { OnApplicationShutdown } from '@nestjs/common';
import type { Committed } from './draft-posts.js';
import type { MessageChange } from './message-change.js';

/** The short way of new messages without files, which are nearly all changes there are: one transaction of the fewest steps. */
export abstract class PlainPosts implements OnApplicationShutdown {
  /** `undefined` when this way is not open to the batch. Should it be stored nevertheless, the long way finds its messages there. */
  abstract store(changes: readonly MessageChange[]): Promise<Committed | undefined>;
  abstract onApplicationShutdown(): Promise<void>;
}
