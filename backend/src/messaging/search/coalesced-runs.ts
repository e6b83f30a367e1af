/**
 * Runs a piece of work for each key one at a time. Whoever asks while it runs needs what has happened since, so he gets
 * the run after it, and shares it with all who ask until then.
 */
export class CoalescedRuns<Key> {
  private readonly running = new Map<Key, { current: Promise<void>; next?: Promise<void> }>();

  constructor(private readonly work: (key: Key) => Promise<void>) {}

  /** Resolves after a run that began after this call; rejects as that run does. */
  run(key: Key): Promise<void> {
    const state = this.running.get(key);
    if (!state) return this.begin(key);
    state.next ??= state.current.catch(() => undefined).then(() => this.begin(key));
    return state.next;
  }

  private begin(key: Key): Promise<void> {
    const current = this.work(key);
    const state: { current: Promise<void>; next?: Promise<void> } = { current };
    this.running.set(key, state);
    const forget = () => {
      if (state.next === undefined) this.running.delete(key);
    };
    current.then(forget, forget);
    return current;
  }
}
