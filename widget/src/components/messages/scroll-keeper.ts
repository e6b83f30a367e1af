import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RoomStore } from '../../client/types.js';
import type { MessageWindow } from './message-window.js';

interface View {
  readonly scroller: HTMLElement | null;
  readonly rows: HTMLElement | null;
  readonly room: RoomStore;
}

/** Pixels from the end that still count as being there. */
const endZone = 48;
/** Pixels from an edge at which more is wanted. */
const loadZone = 800;

/**
 * Keeps what is read where it is. The list is laid out from its end (`column-reverse`), so that it stays at the end by
 * itself, whatever grows; anywhere else, the first row in view keeps its place through every change.
 */
export class ScrollKeeper implements ReactiveController {
  isAtEnd = true;
  /** The room was just opened: it is shown from its first unread message, or its end. */
  isFresh = true;
  private anchor: { row: Element; top: number } | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly window: MessageWindow,
    private readonly view: () => View,
  ) {
    host.addController(this);
  }

  /** Another room. */
  begin(): void {
    this.isFresh = true;
    this.isAtEnd = true;
  }

  hostUpdate(): void {
    const { scroller } = this.view();
    this.anchor = undefined;
    if (!scroller || this.isFresh) return;
    this.look();
    if (this.isAtEnd) return;
    const { top } = scroller.getBoundingClientRect();
    const row = this.elements().find((one) => one.getBoundingClientRect().bottom > top);
    if (row) this.anchor = { row, top: row.getBoundingClientRect().top };
  }

  hostUpdated(): void {
    const { scroller, rows, room } = this.view();
    if (!scroller || !rows) return;
    if (this.isFresh && room.messages.length > 0) this.open(scroller, rows);
    else if (this.isAtEnd) scroller.scrollTop = 0;
    else if (this.anchor?.row.isConnected) {
      scroller.scrollTop += this.anchor.row.getBoundingClientRect().top - this.anchor.top;
    }
    this.loadMore();
  }

  scrolled(): void {
    const { isAtEnd } = this;
    this.look();
    if (this.isAtEnd !== isAtEnd) this.host.requestUpdate();
    this.loadMore();
  }

  toEnd(): void {
    const { scroller } = this.view();
    this.isAtEnd = true;
    this.window.follow();
    if (scroller) scroller.scrollTop = 0;
    this.host.requestUpdate();
  }

  /** Brings a row to the middle. */
  show(row: HTMLElement | null): void {
    const { scroller } = this.view();
    if (!row || !scroller) return;
    this.isFresh = false;
    const box = scroller.getBoundingClientRect();
    const { top, height } = row.getBoundingClientRect();
    scroller.scrollTop += top - box.top - Math.max(16, (box.height - height) / 2);
    this.look();
  }

  /** The `seq` of the last message in view. */
  lastInView(): number | undefined {
    const { scroller } = this.view();
    if (!scroller || scroller.clientHeight === 0) return undefined;
    const { bottom } = scroller.getBoundingClientRect();
    const row = this.elements().findLast((one) => one.dataset.seq && one.getBoundingClientRect().top < bottom - 16);
    return row && Number(row.dataset.seq);
  }

  private open(scroller: HTMLElement, rows: HTMLElement): void {
    this.isFresh = false;
    scroller.scrollTop = 0;
    const line = rows.querySelector('.unread');
    const above = line ? line.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 48 : 0;
    scroller.scrollTop += Math.min(0, above);
    this.look();
  }

  /** Where the person is now; asked before every change, since the scroll event may come only after it. */
  private look(): void {
    const { scroller, room } = this.view();
    if (!scroller) return;
    this.isAtEnd = scroller.scrollTop > -endZone && !room.hasNewer && !this.window.hasNewer;
    this.window.isFollowing = this.isAtEnd;
  }

  private elements(): HTMLElement[] {
    return [...(this.view().rows?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
  }

  private loadMore(): void {
    const { scroller, room } = this.view();
    if (!scroller || scroller.clientHeight === 0 || this.isFresh) return;
    const above = scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop;
    const below = -scroller.scrollTop;
    const canAsk = !room.loading && !room.loadError && room.state === 'joined';
    if (above < loadZone && this.window.hasOlder) this.move(() => this.window.older(room.messages));
    else if (below < loadZone && this.window.hasNewer) this.move(() => this.window.newer(room.messages));
    else if (above < loadZone && room.hasOlder && canAsk) void room.loadOlder().catch(() => undefined);
    else if (below < loadZone && room.hasNewer && canAsk) void room.loadNewer().catch(() => undefined);
  }

  private move(change: () => void): void {
    change();
    this.host.requestUpdate();
  }
}
