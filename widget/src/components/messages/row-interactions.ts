import type { LitElement, ReactiveController } from 'lit';
import type { RoomMessage, RoomStore } from '../../client/types.js';
import type { ChatContext } from '../chat-element.js';
import { announcement } from './announcement.js';
import { plain } from './formatting.js';
import { MessageOverlays } from './message-overlays.js';
import { keyOf, type MessageWindow, newestSeq } from './message-window.js';
import { moveFocus } from './row-focus.js';
import { rowsIn } from './row-search.js';
import { SelectionHold } from './selection-hold.js';

interface Host extends LitElement {
  readonly ctx: ChatContext;
  readonly room: RoomStore;
  readonly window: MessageWindow;
  /** The room that is shown, and its newest message that is no news any more. */
  readonly told: { readonly room: RoomStore; upTo: number } | undefined;
}

/**
 * What somebody does to the messages by pointer, keyboard and long press, and what a screen reader is told of them. Listens
 * to every event of the list.
 */
export class RowInteractions implements ReactiveController {
  private readonly overlays: MessageOverlays;
  private readonly selection: SelectionHold;
  /** Key of the message that is pointed at, by mouse or finger. */
  private pointed: string;
  /** Key of the message that somebody has reached by keyboard, wherever the pointer is. */
  private reached = '';
  private room: RoomStore;
  private focused: Element | null = null;

  constructor(private readonly host: Host) {
    this.overlays = new MessageOverlays(host);
    this.selection = new SelectionHold(host);
    this.room = host.room;
    // What was pointed at or focused while this still loaded.
    this.pointed = rowsIn(host.renderRoot).find((row) => row.matches(':focus-within, :hover'))?.dataset.key ?? '';
    // Of files that messages carry: with the messages they are asked for anew.
    host.renderRoot.addEventListener('expired', () => host.room.rejoin());
    host.addController(this);
  }

  hostUpdate(): void {
    this.focused = this.host.shadowRoot?.activeElement ?? null;
    if (this.room === this.host.room) return;
    this.room = this.host.room;
    this.overlays.close();
    this.pointed = '';
    this.reached = '';
  }

  hostUpdated(): void {
    this.tellOfNews();
    // Scrolled far away, a row leaves the page: then the list keeps the focus that it had.
    if (this.focused?.isConnected === false)
      this.host.renderRoot.querySelector<HTMLElement>('.scroll')?.focus({ preventScroll: true });
  }

  isActive(key: string): boolean {
    return key === this.pointed || key === this.reached || key === this.overlays.menuKey;
  }

  /** The arrow-up habit: change the last thing one said. */
  editLast(): void {
    const { room, ctx } = this.host;
    const own = room.messages.findLast(
      ({ sender, delivery, deletedAt, text }) =>
        sender.id === ctx.client.session.user?.id && delivery === 'sent' && !deletedAt && text,
    );
    if (own?.id) this.host.dispatchEvent(new CustomEvent('edit', { detail: own }));
  }

  /** Without a connection, and not loaded before, nothing opens: the line above the room says why. */
  openMenu(message: RoomMessage, anchor: DOMRect, only?: 'reactions'): void {
    void this.overlays.openMenu(message, anchor, only).catch(() => undefined);
  }

  openPicture(message: RoomMessage, index: number): void {
    void this.overlays.openPicture(message, index).catch(() => undefined);
  }

  view(): ReturnType<MessageOverlays['view']> {
    return this.overlays.view();
  }

  handleEvent(event: Event): void {
    switch (event.type) {
      case 'pointerover':
        if ((event as PointerEvent).pointerType !== 'touch') this.activate(keyAt(event) ?? this.pointed, this.reached);
        break;
      case 'pointerleave':
        this.activate('', this.reached);
        break;
      case 'focusin':
        this.focus(event);
        break;
      case 'focusout':
        this.leave(event as FocusEvent);
        break;
      case 'keydown':
        this.key(event as KeyboardEvent);
        break;
      case 'contextmenu':
        this.contextMenu(event as MouseEvent);
    }
  }

  /** Each message of somebody else that arrives while one is here, once, and no old ones. */
  private tellOfNews(): void {
    const { ctx, room, told, renderRoot } = this.host;
    const newest = newestSeq(room.messages);
    const live = renderRoot.querySelector('.live');
    if (!live || told?.room !== room || newest <= told.upTo) return;
    const said = announcement(room.messages, told.upTo, ctx.client.session.user, ctx.t, (text) =>
      plain(text, this.host),
    );
    told.upTo = newest;
    if (said) live.textContent = said;
  }

  private activate(pointed: string, reached: string): void {
    if (this.pointed === pointed && this.reached === reached) return;
    this.pointed = pointed;
    this.reached = reached;
    this.host.requestUpdate();
  }

  private focus(event: Event): void {
    const key = keyAt(event);
    if (key === undefined) return;
    if ((event.target as Element).matches(':focus-visible')) this.activate('', key);
    else this.activate(key, '');
  }

  private leave({ currentTarget, relatedTarget }: FocusEvent): void {
    const list = currentTarget as Element;
    if (!(relatedTarget instanceof Node && list.contains(relatedTarget))) this.activate('', '');
  }

  private key(event: KeyboardEvent): void {
    const row = moveFocus(event);
    if (row) this.activate('', row.dataset.key ?? '');
  }

  /**
   * A long press on a touch screen and the menu key arrive as the same event. What is selected, links and fields keep the
   * browser's own menu.
   */
  private contextMenu(event: MouseEvent): void {
    const row = rowAt(event);
    const message = this.host.room.messages.find((one) => keyOf(one) === row?.dataset.key);
    if (!message || !row || isOnLinkOrField(event) || this.selection.covers(keyOf(message))) return;
    event.preventDefault();
    const at = event.clientX || event.clientY ? new DOMRect(event.clientX, event.clientY) : row.getBoundingClientRect();
    this.openMenu(message, at);
  }
}

const rowAt = ({ target }: Event): HTMLElement | null => (target as Element).closest<HTMLElement>('[data-key]');

const keyAt = (event: Event): string | undefined => rowAt(event)?.dataset.key;

/** Also inside of what a message carries. */
const isOnLinkOrField = (event: Event): boolean =>
  event.composedPath().some((each) => each instanceof Element && each.matches('a[href], input'));
