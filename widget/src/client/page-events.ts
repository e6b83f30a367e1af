/** Listens to the page, where there is one; in Node nothing ever happens. `visibilitychange` bubbles up to the window. */
export function onPage(
  type: 'online' | 'offline' | 'visibilitychange' | 'pagehide' | 'storage',
  signal: AbortSignal,
  listener: (event: Event) => void,
): void {
  globalThis.addEventListener?.(type, listener, { signal });
}

export function isPageHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden';
}

/** False only where the system is sure that there is no network. */
export function hasNetwork(): boolean {
  return globalThis.navigator?.onLine !== false;
}
