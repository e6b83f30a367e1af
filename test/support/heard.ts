import type { Bus } from '../../backend/src/bus/bus.js';
import type { Topic, Topics } from '../../backend/src/bus/topics.js';

export interface Heard<Payload> {
  /** Everything so far. */
  readonly all: readonly Payload[];
  /** Resolves as soon as what was heard fits. */
  until(fits: (all: readonly Payload[]) => boolean): Promise<void>;
}

/** Listens to a topic from now on. */
export function listenTo<T extends Topic>(bus: Bus, topic: T): Heard<Topics[T]> {
  const all: Topics[T][] = [];
  let wake = () => {};
  bus.subscribe(topic, (payload) => {
    all.push(payload);
    wake();
  });
  return {
    all,
    async until(fits) {
      while (!fits(all)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
