import type { CSSResult, LitElement, ReactiveControllerHost } from 'lit';

const loaded = new Set<string>();

/** Whether a part is there; else it begins to load, and the element is redrawn when it is. */
export function loadAfter(
  host: ReactiveControllerHost,
  name: string,
  load: () => Promise<unknown>,
  failed: () => void = () => undefined,
): boolean {
  if (loaded.has(name)) return true;
  load().then(() => {
    loaded.add(name);
    host.requestUpdate();
  }, failed);
  return false;
}

/** Gives an element the styles of a part that has loaded; once, however often it is called. */
export function adopt({ shadowRoot }: LitElement, { styleSheet }: CSSResult): void {
  if (!shadowRoot || !styleSheet || shadowRoot.adoptedStyleSheets.includes(styleSheet)) return;
  shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, styleSheet];
}

/** When the browser has nothing better to do, and not on a connection where bytes are dear. */
export function whenIdle(task: () => void): void {
  const connection = 'connection' in navigator ? (navigator.connection as { saveData?: boolean }) : undefined;
  if (connection?.saveData) return;
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: 10_000 });
  else setTimeout(task, 2_000);
}
