import type { Observable } from './types.js';

/** Base of every store: tells its listeners that something changed, once a microtask however much did. */
export class Emitter implements Observable {
  readonly #listeners = new Set<() => void>();
  #scheduled = false;

  subscribe(listener: () => void): () => void {
    // A wrapper of its own, so that the same function subscribed twice is two subscriptions.
    const own = (): void => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  protected changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      // A microtask each: a listener that throws is reported and stops no other.
      for (const listener of this.#listeners) {
        queueMicrotask(() => this.#listeners.has(listener) && listener());
      }
    });
  }
}
