import type { ReactiveController } from 'lit';
import type { RoomStore } from '../../client/types.js';
import type { ChatElement } from '../chat-element.js';
import type { MessageWindow } from './message-window.js';
import { placeKey, type ReadingPlace, readingPlaces } from './reading-places.js';
import { countAbove, rowsIn } from './row-search.js';
import { scrollBy } from './scroll-by.js';

interface View {
  readonly scroller: HTMLElement | null;
  readonly rows: HTMLElement | null;
  readonly room: RoomStore;
}

/** Pixels from the end that still count as being there. */
const endZone = 48;
/** Pixels from an edge at which more is wanted. */
const loadZone = 1000;
/** Pixels out of view from which rows are given up. */
const keepZone = 2000;

const topOf = (element: Element): number => element.getBoundingClientRect().top;

/**
 * Keeps what is read where it is. The list is laid out from its end (`column-reverse`), so that it stays at the end by
 * itself, whatever grows; anywhere else, the first row that begins in view keeps its place through every change: rows
 * that come and go, pictures and parts that arrive, a composer that grows.
 */
export class ScrollKeeper implements ReactiveController {
  isAtEnd = true;
  /** What the room is to be opened at is not here yet. */
  isSeeking = false;
  /** The room was just opened: it is shown from where one left it, its first unread message, or its end. */
  private isFresh = true;
  private room: RoomStore | undefined;
  private key = '';
  private wanted: ReadingPlace | undefined;
  private search: Promise<void> | undefined;
  private anchor: { row: HTMLElement; top: number; scrollTop: number } | undefined;
  /** Whether there is more below what is in the page now; there may be less of it than the room has got since. */
  private hasNewer = false;

  constructor(
    private readonly host: ChatElement,
    private readonly window: MessageWindow,
    private readonly view: () => View,
  ) {
    host.addController(this);
  }

  /** The person goes somewhere else than where the room was to be opened. */
  interrupt(): void {
    this.wanted = undefined;
    this.isFresh = false;
    this.isSeeking = false;
  }

  hostConnected(): void {
    // A browser forgets how far an element was scrolled that is moved in the page.
    if (this.room) this.begin(this.room);
  }

  hostDisconnected(): void {
    this.leave();
  }

  hostUpdate(): void {
    const { scroller, room } = this.view();
    if (room !== this.room) {
      this.leave();
      this.begin(room);
    }
    if (this.isFresh) this.aim(room);
    // The scroll event may come only after this. Before anything was shown, there is nothing to hold.
    else if (this.anchor && scroller?.scrollTop !== this.anchor.scrollTop) this.note();
  }

  hostUpdated(): void {
    const { scroller, rows, room } = this.view();
    if (!this.host.hasUpdated) {
      const resized = new ResizeObserver(() => this.settle());
      for (const element of [scroller, rows]) if (element) resized.observe(element);
    }
    this.hasNewer = room.hasNewer || this.window.hasNewer;
    this.settle();
  }

  scrolled(): void {
    // It is our own doing when nothing has moved since, or before the room is open.
    if (!this.isFresh && this.view().scroller?.scrollTop !== this.anchor?.scrollTop) this.note();
    this.loadMore();
  }

  toEnd(): void {
    const { scroller } = this.view();
    this.interrupt();
    this.isAtEnd = true;
    this.hasNewer = false;
    this.window.follow();
    if (scroller) scroller.scrollTop = 0;
    this.host.requestUpdate();
  }

  /** Where the person is now: from here on, that is kept. */
  note(): void {
    const { scroller, rows } = this.view();
    // What the page has hidden is nowhere, and shown again where it was.
    if (!scroller?.clientHeight) return;
    this.look(scroller);
    const { scrollTop } = scroller;
    const top = topOf(scroller);
    const all = rowsIn(rows);
    const row = all[countAbove(top, all, 'top')] ?? all.at(-1);
    this.anchor = row && { row, top: topOf(row) - top, scrollTop };
  }

  /** Another room, or the same one again. */
  private begin(room: RoomStore): void {
    this.key = placeKey(this.host.ctx.client, room);
    this.room = room;
    this.anchor = undefined;
    this.wanted = readingPlaces.get(this.key);
    this.isSeeking = this.wanted !== undefined;
    this.search = undefined;
    this.isFresh = true;
    this.isAtEnd = true;
    this.window.begin();
  }

  private leave(): void {
    const { row, top = 0 } = this.anchor ?? {};
    const seq = Number(row?.dataset.seq);
    // Who has not come to what he wanted finds it the next time.
    if (!this.isFresh) readingPlaces.set(this.key, seq && !this.isAtEnd ? { seq, top } : undefined);
  }

  /** After a change of what is in the list, or of the space for it. */
  private settle(): void {
    const { scroller, rows, room } = this.view();
    if (!scroller || !rows || scroller.clientHeight === 0) return;
    if (!this.isFresh) this.restore(scroller);
    else if (room.messages.length > 0 && !this.isSeeking && !this.host.isUpdatePending) this.open(scroller, rows);
    this.loadMore();
  }

  private restore(scroller: HTMLElement): void {
    const { anchor } = this;
    if (this.isAtEnd) scroller.scrollTop = 0;
    else if (!anchor?.row.isConnected) this.note();
    else {
      scrollBy(scroller, topOf(anchor.row) - topOf(scroller) - anchor.top);
      this.anchor = { ...anchor, scrollTop: scroller.scrollTop };
      // There was nothing left to scroll.
      if (Math.abs(topOf(anchor.row) - topOf(scroller) - anchor.top) > 1) this.note();
      else this.look(scroller);
    }
  }

  /** Chooses what the room is opened at. */
  private aim(room: RoomStore): void {
    if (room.state === 'joining') return;
    if (this.isSeeking && this.wanted) this.search ??= this.seek(room, this.wanted);
    else if (!this.wanted && room.firstUnreadSeq) this.window.include(room.messages, room.firstUnreadSeq);
  }

  private async seek(room: RoomStore, place: ReadingPlace): Promise<void> {
    const isThere = await import('./going-to.js').then(({ findPlace }) => findPlace(room, place)).catch(() => false);
    if (this.wanted !== place) return;
    this.isSeeking = false;
    // Gone, or not to be had: the room opens as any other.
    if (isThere) this.window.include(room.messages, place.seq);
    else this.wanted = undefined;
    this.host.requestUpdate();
  }

  private open(scroller: HTMLElement, list: HTMLElement): void {
    const { wanted } = this;
    const row = wanted && rowsIn(list).find(({ dataset }) => Number(dataset.seq) >= wanted.seq);
    const line = row ?? list.querySelector('.unread');
    this.interrupt();
    scroller.scrollTop = 0;
    const below = line ? topOf(line) - topOf(scroller) - (row && wanted ? wanted.top : 48) : 0;
    scrollBy(scroller, Math.min(0, below));
    this.note();
  }

  private look({ scrollTop }: HTMLElement): void {
    const isAtEnd = scrollTop > -endZone && !this.hasNewer;
    if (isAtEnd !== this.isAtEnd) this.host.requestUpdate();
    this.isAtEnd = isAtEnd;
    this.window.isFollowing = isAtEnd;
  }

  private loadMore(): void {
    const { scroller, room } = this.view();
    // Once what was moved before is in the page, it is seen whether that was enough.
    if (!scroller || scroller.clientHeight === 0 || this.isFresh || this.host.isUpdatePending) return;
    const above = scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop;
    const below = -scroller.scrollTop;
    const canAsk = !room.loading && !room.loadError && room.state === 'joined';
    if (above < loadZone && this.window.hasOlder) this.move('older');
    else if (below < loadZone && this.window.hasNewer) this.move('newer');
    if (above < loadZone && !this.window.hasOlder && room.hasOlder && canAsk) void room.loadOlder();
    else if (below < loadZone && !this.window.hasNewer && room.hasNewer && canAsk) void room.loadNewer();
  }

  private move(towards: 'older' | 'newer'): void {
    const { scroller, rows, room } = this.view();
    if (!scroller) return;
    const all = rowsIn(rows);
    const { top, bottom } = scroller.getBoundingClientRect();
    const spare =
      towards === 'older'
        ? all.length - countAbove(bottom + keepZone, all, 'top')
        : countAbove(top - keepZone, all, 'bottom');
    this.window[towards](room.messages, spare);
    this.host.requestUpdate();
  }
}
