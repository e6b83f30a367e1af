import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RoomStore } from '../../client/types.js';

interface View {
  readonly scroller: HTMLElement | null;
  readonly rows: HTMLElement | null;
  readonly room: RoomStore;
}

/** Pixels from the end that still count as being there. */
const endZone = 48;
/** Pixels from an edge at which the next page is asked for. */
const loadZone = 800;

/**
 * Keeps what is read where it is. The list is laid out from its end (`column-reverse`), so that it stays at the end by
 * itself, whatever grows; anywhere else, the first row in view keeps its place through every change.
 */
export class ScrollKeeper implements ReactiveController {
  isAtEnd = true;
  private fresh = true;
  private anchor: { row: Element; top: number } | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly view: () => View,
  ) {
    host.addController(this);
  }

  /** Another room: from its end, or its first unread message. */
  begin(): void {
    this.fresh = true;
    this.isAtEnd = true;
  }

  hostUpdate(): void {
    const { scroller, rows } = this.view();
    this.anchor = undefined;
    if (!scroller || !rows || this.isAtEnd) return;
    const top = scroller.getBoundingClientRect().top;
    const row = [...rows.querySelectorAll('[data-key]')].find((one) => one.getBoundingClientRect().bottom > top);
    if (row) this.anchor = { row, top: row.getBoundingClientRect().top };
  }

  hostUpdated(): void {
    const { scroller, rows, room } = this.view();
    if (!scroller || !rows) return;
    if (this.fresh && room.messages.length > 0) {
      this.fresh = false;
      this.toEnd();
      const line = rows.querySelector('.unread');
      if (line)
        scroller.scrollTop += Math.min(0, line.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 16);
    } else if (this.isAtEnd && !room.hasNewer) {
      scroller.scrollTop = 0;
    } else if (this.anchor?.row.isConnected) {
      scroller.scrollTop += this.anchor.row.getBoundingClientRect().top - this.anchor.top;
    }
    this.loadMore();
  }

  scrolled(): void {
    const { scroller } = this.view();
    if (!scroller) return;
    const isAtEnd = scroller.scrollTop > -endZone;
    if (isAtEnd !== this.isAtEnd) {
      this.isAtEnd = isAtEnd;
      this.host.requestUpdate();
    }
    this.loadMore();
  }

  toEnd(): void {
    const { scroller } = this.view();
    this.isAtEnd = true;
    if (scroller) scroller.scrollTop = 0;
    this.host.requestUpdate();
  }

  /** Brings a row to the middle. */
  show(row: HTMLElement | null): void {
    const { scroller } = this.view();
    if (!row || !scroller) return;
    this.fresh = false;
    const box = scroller.getBoundingClientRect();
    const { top, height } = row.getBoundingClientRect();
    scroller.scrollTop += top - box.top - Math.max(16, (box.height - height) / 2);
    this.isAtEnd = scroller.scrollTop > -endZone;
  }

  private loadMore(): void {
    const { scroller, room } = this.view();
    if (!scroller || room.loading || room.loadError || room.state !== 'joined') return;
    const above = scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop;
    const isLaidOut = scroller.clientHeight > 0;
    if (isLaidOut && room.hasOlder && above < loadZone) void room.loadOlder().catch(() => undefined);
    else if (isLaidOut && room.hasNewer && -scroller.scrollTop < loadZone) void room.loadNewer().catch(() => undefined);
  }
}
