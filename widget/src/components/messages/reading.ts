import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RoomStore } from '../../client/types.js';
import { countAbove, rowsIn } from './row-search.js';

interface View {
  readonly scroller: HTMLElement | null;
  readonly rows: HTMLElement | null;
  readonly room: RoomStore;
}

/** Pixels of a message that must be in view for it to count as seen. */
const shows = 16;

const seqOf = (row: HTMLElement | undefined): number => Number(row?.dataset.seq);

/** Tells the room which of its messages are in the page, and which somebody who looks has seen. */
export class Reading implements ReactiveController {
  /** Where a person may come back to: the page, and the frame that the element was moved into. */
  private windows: readonly (Window | null)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly view: () => View,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this);
    this.windows = [window, this.host.ownerDocument.defaultView];
    for (const each of this.windows) each?.addEventListener('focus', this);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this);
    for (const each of this.windows) each?.removeEventListener('focus', this);
  }

  hostUpdated(): void {
    this.see(this.messages());
  }

  handleEvent({ type }: Event): void {
    if (type === 'scrollend') this.view().scroller?.classList.remove('moving');
    this.see(this.messages());
  }

  scrolled(): void {
    const { scroller } = this.view();
    scroller?.classList.add('moving');
    scroller?.addEventListener('scrollend', this, { once: true });
    const rows = this.messages();
    if (rows.length > 0) this.view().room.view(seqOf(rows[0]), seqOf(rows.at(-1)));
    this.see(rows);
  }

  /** Read is what was in view of somebody who looks; where he does not look, the "new messages" line will be. */
  private see(rows: readonly HTMLElement[]): void {
    const { scroller, room } = this.view();
    const { bottom = 0, height = 0 } = scroller?.getBoundingClientRect() ?? {};
    const last = rows[countAbove(bottom - shows, rows, 'top') - 1];
    if (last && height > 0 && document.visibilityState === 'visible' && document.hasFocus()) room.markRead(seqOf(last));
    room.markUnseen();
  }

  /** The rows of messages that the server has. */
  private messages(): HTMLElement[] {
    return rowsIn(this.view().rows).filter(({ dataset }) => dataset.seq);
  }
}
