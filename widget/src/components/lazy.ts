import type { ReactiveControllerHost } from 'lit';

const loaded = new Set<string>();
const loading = new Set<string>();

/** Whether a lazily loaded part is there; begins to load it and redraws the element when it is. */
export function loadAfter(host: ReactiveControllerHost, name: string, load: () => Promise<unknown>): boolean {
  if (loaded.has(name)) return true;
  const redraw = (): void => host.requestUpdate();
  const again = (): void => void loading.delete(name);
  loading.add(name);
  load().then(() => {
    loaded.add(name);
    redraw();
  }, again);
  return false;
}

/** When the browser has nothing better to do, and not on a connection where bytes are dear. */
export function whenIdle(task: () => void): void {
  const connection = 'connection' in navigator ? (navigator.connection as { saveData?: boolean }) : undefined;
  if (connection?.saveData) return;
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: 10_000 });
  else setTimeout(task, 2_000);
}
