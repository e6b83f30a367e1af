import type { Message } from '@chat-room/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RoomMessage, RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons.js';
import { ChatElement, define } from '../chat-element.js';
import { adopt, loadAfter } from '../lazy.js';
import { Watch } from '../watch.js';
import { Announcements } from './announcements.js';
import { Formatting, plain } from './formatting.js';
import { emptyRoom, olderLine, skeleton } from './list-states.js';
import { styles as listStyles } from './message-list.styles.js';
import { MessageOverlays } from './message-overlays.js';
import { messageRow } from './message-row.js';
import { styles as rowStyles } from './message-row.styles.js';
import { keyOf, MessageWindow } from './message-window.js';
import { nextFrame } from './next-frame.js';
import { noticeLine } from './notice-line.js';
import { hasFiles } from './picture-files.js';
import type * as RowExtras from './row-extras.js';
import { RowFocus } from './row-focus.js';
import type { RowActions } from './row-view.js';
import { ScrollKeeper } from './scroll-keeper.js';
import { type TimelineItem, timeline } from './timeline.js';

let extras: typeof RowExtras | undefined;

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
  @query('.scroll') private readonly scroller!: HTMLElement;
  @query('.rows') private readonly rows!: HTMLElement;

  private readonly window = new MessageWindow();
  private readonly keeper = new ScrollKeeper(this, this.window, () => ({
    scroller: this.scroller,
    rows: this.rows,
    room: this.room,
  }));
  private readonly formatting = new Formatting(this);
  private readonly announcements = new Announcements();
  private readonly rowFocus = new RowFocus();
  private readonly overlays = new MessageOverlays(this);
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
    openMenu: (message, anchor, only) => void this.overlays.openMenu(message, anchor, only),
    openPicture: (message, index) => void this.overlays.openPicture(message, index),
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
    await this.updateComplete;
    if (!this.room.messages.some((message) => message.seq === seq)) {
      await this.room.loadAround(seq).catch(() => undefined);
    }
    this.window.include(this.room.messages, seq);
    this.keeper.isFresh = false;
    this.flashed = seq;
    this.requestUpdate();
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    this.keeper.show(row);
    row?.focus({ preventScroll: true });
  }

  async toLatest(): Promise<void> {
    if (this.room.hasNewer) await this.room.loadLatest().catch(() => undefined);
    this.keeper.toEnd();
    await this.updateComplete;
    this.markSeen();
  }

  /** The arrow-up habit: change the last thing one said. */
  editLast(): void {
    const own = this.room.messages.findLast(
      ({ sender, delivery, deletedAt, text }) => sender.id === this.me?.id && delivery === 'sent' && !deletedAt && text,
    );
    if (own?.id) this.tell('edit', own);
  }

  focusRow(key: string): void {
    [...this.renderRoot.querySelectorAll<HTMLElement>('[data-key]')].find((row) => row.dataset.key === key)?.focus();
  }

  reply(message: Message): void {
    this.tell('reply', message);
  }

  edit(message: Message): void {
    this.tell('edit', message);
  }

  /** However much arrives, it is drawn once a frame. */
  protected override async scheduleUpdate(): Promise<void> {
    await nextFrame();
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { room } = this;
    if (changed.has('room')) {
      this.keeper.begin();
      this.window.begin();
      this.announcements.begin();
      this.overlays.close();
      this.active = '';
    }
    if (this.keeper.isFresh && room.firstUnreadSeq) this.window.include(room.messages, room.firstUnreadSeq);
  }

  protected override updated(): void {
    this.wearExtras();
    this.markSeen();
    const said = this.announcements.next(this.room.messages, this.me, this.t, (text) => plain(text, this));
    const live = this.renderRoot.querySelector('.live');
    if (said && live) live.textContent = said;
  }

  protected override render(): TemplateResult {
    const { t, room } = this;
    const messages = this.window.slice(room.messages);
    if (messages.some(hasFiles)) loadAfter(this, 'attachments', () => import('./attachments/attachments.js'));
    const { notices, firstUnreadSeq } = room;
    this.formatting.know([...room.online, ...messages.map(({ sender }) => sender)], this.me);
    const isLive = !this.window.hasNewer && !room.hasNewer;
    const items = timeline({ messages, notices, firstUnreadSeq, isLive });
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
        @pointerover=${this.point}
        @pointerleave=${() => this.activate('')}
        @focusin=${this.point}
        @focusout=${this.focusOut}
        @keydown=${this.key}
        @contextmenu=${this.contextMenu}
      >
        <div class="rows">
          ${waiting ? skeleton(t) : nothing}
          ${!waiting && room.messages.length === 0 && room.state === 'joined' ? emptyRoom(this.ctx, room) : nothing}
          ${room.hasOlder && !this.window.hasOlder && items.length > 0 ? olderLine(t, room) : nothing}
          ${repeat(
            items,
            ({ key }) => key,
            (item) => this.item(item),
          )}
        </div>
      </div>
      ${this.jump()}
      <div class="unseen live" aria-live="polite"></div>
      ${this.overlays.view()}`;
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
      active: item.key === this.active || item.key === this.overlays.menuKey,
      flashed: message.seq !== undefined && message.seq === this.flashed,
      readers: this.readersOf(message),
      format: (text: string, tabIndex: number) => this.formatting.apply(text, tabIndex),
      plain: (text: string) => plain(text, this),
    };
    const looks = this.formatting.versionOf(`${message.text}${message.replyTo?.text ?? ''}`);
    return guard(
      [message, first, last, view.active, view.flashed, view.readers, view.isPrivate, extras, ctx, view.me?.id, looks],
      () => messageRow(ctx, view, this.actions, extras),
    );
  }

  /** What stands around the texts comes right behind them. */
  private wearExtras(): void {
    const load = async (): Promise<void> => {
      extras = await import('./row-extras.js');
    };
    if (loadAfter(this, 'row-extras', load) && extras) adopt(this, extras.styles);
  }

  /** Of one's own messages: how many others have read it, as far as is known. */
  private readersOf({ seq, sender }: RoomMessage): number {
    const me = this.me?.id;
    if (seq === undefined || sender.id !== me) return 0;
    return [...this.room.reads].filter(([id, upTo]) => id !== me && upTo >= seq).length;
  }

  private jump(): TemplateResult | typeof nothing {
    const { t, room } = this;
    if (this.keeper.isAtEnd) return nothing;
    const name = room.unread ? t('messages.newCount', { n: room.unread }) : t('messages.latest');
    return html`<button class="jump" aria-label=${name} title=${name} @click=${() => this.toLatest()}>
      ${icon('down')}${room.unread ? html`<span class="badge" aria-hidden="true">${room.unread > 99 ? '99+' : room.unread}</span>` : nothing}
    </button>`;
  }

  /** Read is what was in view of somebody who looks; where he does not look, the "new messages" line will be. */
  private markSeen(): void {
    const seq = this.keeper.lastInView();
    if (seq !== undefined && document.visibilityState === 'visible' && document.hasFocus()) this.room.markRead(seq);
    this.room.markUnseen();
  }

  private scrolled(): void {
    this.keeper.scrolled();
    const messages = this.room.messages.slice(this.window.start, this.window.end);
    const [first, last] = [messages.find(({ seq }) => seq)?.seq, messages.findLast(({ seq }) => seq)?.seq];
    if (first && last) this.room.view(first, last);
    this.markSeen();
  }

  private activate(key: string): void {
    if (this.active !== key) this.active = key;
  }

  private point(event: Event): void {
    if (event instanceof PointerEvent && event.pointerType === 'touch') return;
    const row = (event.target as Element).closest<HTMLElement>('[data-key]');
    if (row?.dataset.key) this.activate(row.dataset.key);
  }

  private focusOut({ relatedTarget }: FocusEvent): void {
    if (!(relatedTarget instanceof Node && this.scroller.contains(relatedTarget))) this.activate('');
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
    const message = this.room.messages.find((one) => keyOf(one) === row?.dataset.key);
    if (!message || isLink || selecting || !row) return;
    event.preventDefault();
    const at = event.clientX || event.clientY ? new DOMRect(event.clientX, event.clientY) : row.getBoundingClientRect();
    this.actions.openMenu(message, at);
  }
}

define('chat-room-messages', MessageList);
