/**
 * One request at a time works on an upload. One that comes later asks the one before it to stop receiving (its client is most
 * likely gone: the line broke, and the same person comes back on another one), and waits until it has.
 */
export class UploadLocks {
  private readonly held = new Map<string, { stop: AbortController; released: Promise<void> }>();

  /** Asks everybody to stop receiving; what has arrived is kept. */
  stopAll(): void {
    for (const { stop } of this.held.values()) stop.abort();
  }

  /** Asks whoever works on an upload to stop receiving. */
  stop(id: string): void {
    this.held.get(id)?.stop.abort();
  }

  async run<Result>(id: string, work: (stop: AbortSignal) => Promise<Result>): Promise<Result> {
    for (let holder = this.held.get(id); holder; holder = this.held.get(id)) {
      holder.stop.abort();
      await holder.released;
    }
    const stop = new AbortController();
    const { promise: released, resolve: release } = withResolvers();
    this.held.set(id, { stop, released });
    try {
      return await work(stop.signal);
    } finally {
      this.held.delete(id);
      release();
    }
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
