import type { LitElement } from 'lit';
import type { RoomStore } from '../../client/types.js';
import type { MessageWindow } from './message-window.js';
import type { ReadingPlace } from './reading-places.js';
import { scrollBy } from './scroll-by.js';

/** Has what is around a place loaded, unless it is. Whether it is there then. */
export async function findPlace(room: RoomStore, { seq }: ReadingPlace): Promise<boolean> {
  if (!isLoaded(room, seq)) await room.loadAround(seq);
  return isLoaded(room, seq);
}

/** Scrolls a list to one message, loading what is around it when it is not here. */
export async function goTo(
  list: LitElement & { readonly room: RoomStore },
  window: MessageWindow,
  keeper: { note(): void },
  seq: number,
): Promise<void> {
  const { room } = list;
  if (!room.messages.some((message) => message.seq === seq)) await room.loadAround(seq);
  window.include(room.messages, seq);
  list.requestUpdate();
  await list.updateComplete;
  const row = list.renderRoot.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
  if (row) centre(row);
  keeper.note();
  row?.focus({ preventScroll: true });
}

/** The page around is not scrolled, as `scrollIntoView` would. */
function centre(row: HTMLElement): void {
  const scroller = row.closest('.scroll') as HTMLElement;
  const box = scroller.getBoundingClientRect();
  const { top, height } = row.getBoundingClientRect();
  scrollBy(scroller, top - box.top - Math.max(16, (box.height - height) / 2));
}

function isLoaded({ messages }: RoomStore, seq: number): boolean {
  const first = messages[0]?.seq;
  const last = messages.findLast((message) => message.seq)?.seq;
  return first !== undefined && last !== undefined && first <= seq && seq <= last;
}
