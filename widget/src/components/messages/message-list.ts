import type { Message } from '@chat-room/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RoomMessage, RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons.js';
import { ChatElement, define } from '../chat-element.js';
import { loadAfter } from '../lazy.js';
import { Watch } from '../watch.js';
import { Announcements } from './announcements.js';
import { emptyRoom, skeleton } from './list-states.js';
import { styles as listStyles } from './message-list.styles.js';
import type { MenuRequest } from './message-menu.js';
import { messageRow, type RowActions } from './message-row.js';
import { styles as rowStyles } from './message-row.styles.js';
import { noticeLine } from './notice-line.js';
import { hasFiles } from './picture-files.js';
import { RowFocus } from './row-focus.js';
import { ScrollKeeper } from './scroll-keeper.js';
import { type TimelineItem, timeline } from './timeline.js';

/**
 * The messages of one conversation. Reading position holds still whatever arrives or loads; at the end it follows.
 *
 * @fires reply - `detail` is the message to answer.
 * @fires edit - `detail` is one's own message to change.
 * @fires person - Somebody's picture was chosen: `detail` is the user name.
 * @csspart messages - The scrolling list, `role="log"`.
 * @csspart message - One message, `role="article"`.
 * @csspart bubble - Its bubble.
 * @csspart text - Its text.
 */
export class MessageList extends ChatElement {
  static override styles = [controls, listStyles, rowStyles];

  @property({ attribute: false }) room!: RoomStore;
  @state() private active = '';
  @state() private flashed: number | undefined;
  @state() private menu: MenuRequest | undefined;
  @state() private picture: { message: RoomMessage; index: number } | undefined;
  @query('.scroll') private readonly scroller!: HTMLElement;
  @query('.rows') private readonly rows!: HTMLElement;

  private readonly keeper = new ScrollKeeper(this, () => ({
    scroller: this.scroller,
    rows: this.rows,
    room: this.room,
  }));
  private readonly announcements = new Announcements();
  private readonly rowFocus = new RowFocus();
  private readonly seen = () => this.markSeen();

  constructor() {
    super();
    new Watch(this, () => [this.room, this.ctx.client.session]);
  }

  private readonly actions: RowActions = {
    reply: (message) => this.tell('reply', message),
    edit: (message) => this.tell('edit', message),
    react: (message, emoji, on) => {
      if (message.id) void this.room.react(message.id, emoji, on).catch(() => undefined);
    },
    openMenu: (message, anchor, only) => void this.openMenu(message, anchor, only),
    openPicture: (message, index) => void this.openPicture(message, index),
    reveal: (seq) => void this.reveal(seq),
    person: (username) => this.tell('person', username),
    retry: (message) => this.room.retry(message.clientId),
    drop: (message) => this.room.drop(message.clientId),
    cancelUpload: (message, id) => this.room.cancelUpload(message.clientId, id),
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.seen);
    globalThis.addEventListener('focus', this.seen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.seen);
    globalThis.removeEventListener('focus', this.seen);
  }

  /** Scrolls to one message, loading what is around it when it is not here, and marks it for a moment. */
  async reveal(seq: number): Promise<void> {
    if (!this.room.messages.some((message) => message.seq === seq)) {
      await this.room.loadAround(seq).catch(() => undefined);
      this.requestUpdate();
    }
    this.flashed = seq;
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    this.keeper.show(row);
    row?.focus({ preventScroll: true });
  }

  async toLatest(): Promise<void> {
    if (this.room.hasNewer) await this.room.loadLatest().catch(() => undefined);
    await this.updateComplete;
    this.keeper.toEnd();
    this.markSeen();
  }

  /** The arrow-up habit: change the last thing one said. */
  editLast(): void {
    const own = this.room.messages.findLast(
      ({ sender, delivery, deletedAt, text }) => sender.id === this.me?.id && delivery === 'sent' && !deletedAt && text,
    );
    if (own?.id) this.tell('edit', own);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.room.messages.some(hasFiles)) loadAfter(this, 'attachments', () => import('./attachments/attachments.js'));
    if (changed.has('room')) {
      this.keeper.begin();
      this.announcements.begin();
      this.active = '';
      this.menu = undefined;
    }
  }

  protected override updated(): void {
    this.markSeen();
    const said = this.announcements.next(this.room.messages, this.me, this.t);
    const live = this.renderRoot.querySelector('.live');
    if (said && live) live.textContent = said;
  }

  protected override render(): TemplateResult {
    const { t, room } = this;
    const items = timeline(room);
    const waiting = room.state === 'joining' && items.length === 0;
    return html`<div
        class="scroll"
        part="messages"
        role="log"
        aria-live="off"
        aria-label=${t('messages.title')}
        aria-busy=${waiting}
        tabindex="0"
        @scroll=${this.scrolled}
        @pointerover=${this.hover}
        @pointerleave=${() => this.activate('')}
        @focusin=${this.focusIn}
        @keydown=${this.key}
        @contextmenu=${this.contextMenu}
      >
        <div class="rows">
          ${waiting ? skeleton(t) : nothing}
          ${!waiting && items.length === 0 && room.state === 'joined' ? emptyRoom(this.ctx, room) : nothing}
          ${room.hasOlder && items.length > 0 ? this.older() : nothing}
          ${repeat(
            items,
            ({ key }) => key,
            (item) => this.item(item),
          )}
        </div>
      </div>
      ${this.jump()}
      <div class="unseen live" aria-live="polite"></div>
      ${
        this.menu
          ? html`<chat-room-menu
              .ctx=${this.ctx}
              .room=${room}
              .request=${this.menu}
              @reply=${(event: CustomEvent<Message>) => this.tell('reply', event.detail)}
              @edit=${(event: CustomEvent<Message>) => this.tell('edit', event.detail)}
              @closed=${this.closeMenu}
            ></chat-room-menu>`
          : nothing
      }
      ${
        this.picture
          ? html`<chat-room-viewer
              .ctx=${this.ctx}
              .message=${this.picture.message}
              .index=${this.picture.index}
              @closed=${() => {
                this.picture = undefined;
              }}
            ></chat-room-viewer>`
          : nothing
      }`;
  }

  private item(item: TimelineItem): unknown {
    const { ctx, t } = this;
    if (item.type === 'day') {
      return html`<div class="day" role="separator"><span>${this.formats.day(item.at, new Date(), t)}</span></div>`;
    }
    if (item.type === 'unread')
      return html`<div class="unread" role="separator"><span>${t('messages.new')}</span></div>`;
    if (item.type === 'notice') return noticeLine(ctx, item.notice);
    const { message, first, last } = item;
    const view = {
      item,
      me: this.me,
      isPrivate: this.room.room?.kind === 'direct',
      active: item.key === this.active || item.key === this.menu?.key,
      flashed: message.seq !== undefined && message.seq === this.flashed,
      read: this.isReadByPeer(message),
    };
    return guard([message, first, last, view.active, view.flashed, view.read, view.isPrivate, ctx, view.me?.id], () =>
      messageRow(ctx, view, this.actions),
    );
  }

  private isReadByPeer({ seq }: RoomMessage): boolean {
    const peer = this.room.room?.peer;
    return peer !== undefined && seq !== undefined && (this.room.reads.get(peer.id) ?? 0) >= seq;
  }

  private older(): TemplateResult {
    const { t, room } = this;
    if (room.loadError) {
      return html`<div class="older" role="status">
        ${t('messages.loadFailed')}
        <button class="link" @click=${() => room.loadOlder()}>${t('action.retry')}</button>
      </div>`;
    }
    return html`<div class="older">
      ${
        room.loading === 'older'
          ? html`<span class="spinner"></span><span class="unseen">${t('room.loading')}</span>`
          : html`<button class="link" @click=${() => room.loadOlder()}>${t('messages.older')}</button>`
      }
    </div>`;
  }

  private jump(): TemplateResult | typeof nothing {
    const { t, room } = this;
    if (this.keeper.isAtEnd && !room.hasNewer) return nothing;
    const name = room.unread ? t('messages.newCount', { n: room.unread }) : t('messages.latest');
    return html`<button class="jump" aria-label=${name} title=${name} @click=${() => this.toLatest()}>
      ${icon('down')}${room.unread ? html`<span class="badge" aria-hidden="true">${room.unread > 99 ? '99+' : room.unread}</span>` : nothing}
    </button>`;
  }

  private markSeen(): void {
    const newest = this.room.messages.findLast(({ seq }) => seq !== undefined)?.seq;
    if (newest === undefined || this.room.hasNewer || !this.keeper.isAtEnd) return;
    if (document.visibilityState === 'visible' && document.hasFocus()) this.room.markRead(newest);
  }

  private scrolled(): void {
    this.keeper.scrolled();
    this.markSeen();
  }

  private activate(key: string): void {
    if (this.active !== key) this.active = key;
  }

  private hover(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    const row = (event.target as Element).closest<HTMLElement>('[data-key]');
    if (row?.dataset.key) this.activate(row.dataset.key);
  }

  private focusIn(event: FocusEvent): void {
    const row = (event.target as Element).closest<HTMLElement>('[data-key]');
    if (row?.dataset.key) this.activate(row.dataset.key);
  }

  private key(event: KeyboardEvent): void {
    const row = this.rowFocus.move(event, this.rows);
    if (row) this.activate(row.dataset.key ?? '');
  }

  /** A long press on a touch screen and the menu key arrive as the same event. */
  private contextMenu(event: MouseEvent): void {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>('[data-key]');
    const isLink = target.closest('a[href], input') !== null;
    const selecting = !(getSelection()?.isCollapsed ?? true);
    const item = timeline(this.room).find(({ key }) => key === row?.dataset.key);
    if (item?.type !== 'message' || isLink || selecting || !row) return;
    event.preventDefault();
    const at = event.clientX || event.clientY ? new DOMRect(event.clientX, event.clientY) : row.getBoundingClientRect();
    void this.openMenu(item.message, at);
  }

  private async openMenu(message: RoomMessage, anchor: DOMRect, only?: 'reactions'): Promise<void> {
    if (message.deletedAt || message.delivery !== 'sent') return;
    await import('./message-menu.js');
    const key = `${message.sender.id}/${message.clientId}`;
    this.menu = { key, message, anchor, ...(only ? { only } : {}) };
  }

  private readonly closeMenu = (): void => {
    const key = this.menu?.key;
    this.menu = undefined;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-key]')];
    if (this.shadowRoot?.activeElement?.localName === 'chat-room-menu')
      rows.find((row) => row.dataset.key === key)?.focus();
  };

  private async openPicture(message: RoomMessage, index: number): Promise<void> {
    await import('../viewer/picture-viewer.js');
    this.picture = { message, index };
  }
}

define('chat-room-messages', MessageList);
