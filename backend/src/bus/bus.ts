import type { Topic, Topics } from './topics.js';

/**
 * The one way features tell each other that something happened. Within a process a publication reaches its own subscribers
 * before `publish` returns; with Redis it reaches the other nodes soon after, or, should Redis lose it, never: whoever
 * must not miss anything compares `rev` numbers and reads the database. Over a broken line what is `kept` comes late, and may
 * come twice.
 */
export abstract class Bus {
  /** Names this process among the nodes; another one after each start. */
  abstract readonly node: string;
  /** False while other nodes can neither hear this one nor be heard. */
  abstract readonly reachesOthers: boolean;
  abstract publish<T extends Topic>(topic: T, payload: Topics[T]): void;
  /** Returns the way to stop it. */
  abstract subscribe<T extends Topic>(topic: T, handler: (payload: Topics[T]) => void): () => void;
}
