import type { LitElement, ReactiveController } from 'lit';
import type { MessageWindow } from './message-window.js';

interface Host extends LitElement {
  readonly window: MessageWindow;
}

/** Keeps in the page what the person has selected while he scrolls on: without its rows a selection is lost. */
export class SelectionHold implements ReactiveController {
  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('selectionchange', this);
  }

  hostDisconnected(): void {
    document.removeEventListener('selectionchange', this);
    delete this.host.window.held;
  }

  handleEvent(): void {
    const { window, shadowRoot } = this.host;
    const range = shadowRoot ? selectedIn(shadowRoot) : undefined;
    const first = range && !range.collapsed ? keyAt(range.startContainer) : undefined;
    const last = range && !range.collapsed ? keyAt(range.endContainer) : undefined;
    // One end may be outside of the list, or between two rows.
    const held = [first ?? last, last ?? first] as const;
    if (held[0] && held[1]) window.held = [held[0], held[1]];
    else delete window.held;
  }
}

function keyAt(node: Node): string | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>('[data-key]')?.dataset.key;
}

/** Browsers differ in who tells what is selected inside of a shadow root. */
function selectedIn(root: ShadowRoot & { getSelection?(): Selection | null }): AbstractRange | undefined {
  const selection = getSelection();
  if (selection && 'getComposedRanges' in selection) return selection.getComposedRanges({ shadowRoots: [root] })[0];
  const older = root.getSelection?.() ?? selection;
  return older?.rangeCount ? older.getRangeAt(0) : undefined;
}
