import type { LitElement, ReactiveController } from 'lit';
import type { RoomStore } from '../../client/types.js';
import { keyOf, type MessageWindow } from './message-window.js';

interface Host extends LitElement {
  readonly room: RoomStore;
  readonly window: MessageWindow;
}

/** Keeps in the page what the person has selected while he scrolls on: without its rows a selection is lost. */
export class SelectionHold implements ReactiveController {
  /** Where the element is: it may be moved into a frame. */
  private page: Document | undefined;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    this.page = this.host.ownerDocument;
    this.page.addEventListener('selectionchange', this);
  }

  hostDisconnected(): void {
    this.page?.removeEventListener('selectionchange', this);
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

  /**
   * Whether something of a message is selected. Asked on a press, as of before it: some systems select the word under a right
   * click or a long press, and tell of that afterwards.
   */
  covers(key: string): boolean {
    const { room, window } = this.host;
    if (!window.held) return false;
    const keys = room.messages.map(keyOf);
    const at = keys.indexOf(key);
    return keys.indexOf(window.held[0]) <= at && at <= keys.indexOf(window.held[1]);
  }
}

function keyAt(node: Node): string | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>('[data-key]')?.dataset.key;
}

/** Browsers differ in who tells what is selected inside of a shadow root. */
function selectedIn(root: ShadowRoot & { getSelection?(): Selection | null }): AbstractRange | undefined {
  const selection = root.ownerDocument.getSelection();
  if (selection && 'getComposedRanges' in selection) return selection.getComposedRanges({ shadowRoots: [root] })[0];
  const older = root.getSelection?.() ?? selection;
  return older?.rangeCount ? older.getRangeAt(0) : undefined;
}
