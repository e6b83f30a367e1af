import type { ReactiveControllerHost } from 'lit';

/** What a part exports, once it is there; else it begins to load, and the element is redrawn when it is. */
export type LazyPart<Part> = (host: ReactiveControllerHost, failed?: (part: unknown) => void) => Part | undefined;

/** A part that loads when an element first wants it. */
export function lazyPart<Part>(load: () => Promise<Part>): LazyPart<Part> {
  let part: Part | undefined;
  return (host, failed) => {
    if (!part) {
      load().then(
        (loaded) => {
          part = loaded;
          host.requestUpdate();
        },
        () => failed?.(load),
      );
    }
    return part;
  };
}

/** Whether the person asked the browser to spend as few bytes as can be. */
export const savesData = (): boolean =>
  'connection' in navigator && Boolean((navigator.connection as { saveData?: boolean }).saveData);

/**
 * When the browser has nothing better to do, and not on a connection where bytes are dear; not for an element that has gone by
 * then. The task is no function of an element's own: it would keep it.
 */
export function whenIdle<Host extends WeakKey>(host: Host, task: (host: Host) => void): void {
  if (savesData()) return;
  const held = new WeakRef(host);
  const run = (): void => {
    const there = held.deref();
    if (there) task(there);
  };
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 10_000 });
  else setTimeout(run, 2_000);
}
