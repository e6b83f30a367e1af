import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { ChatElement, define } from '../chat-element.js';
import { each } from '../each.js';
import { extrasPart } from '../extras-part.js';
import { lazyPart } from '../lazy.js';
import { Watch } from '../watch.js';
import { Formatting, plain } from './formatting.js';
import { styles as listStyles } from './message-list.styles.js';
import { messageRow } from './message-row.js';
import { styles as rowStyles } from './message-row.styles.js';
import { MessageWindow, newestSeq } from './message-window.js';
import { nextFrame } from './next-frame.js';
import { hasFiles } from './picture-files.js';
import type { Reading } from './reading.js';
import type { RowInteractions } from './row-interactions.js';
import { type RowActions, readersOf } from './row-view.js';
import { ScrollKeeper } from './scroll-keeper.js';
import { skeleton } from './skeleton.js';
import { type TimelineDay, type TimelineItem, timeline } from './timeline.js';

const attachmentsPart = lazyPart(() => import('./attachments/attachments.js'));

/**
 * The messages of one conversation. Reading position holds still whatever arrives or loads; at the end it follows.
 *
 * @fires reply - `detail` is the message to answer.
 * @fires edit - `detail` is one's own message to change.
 * @fires account - A guest wants what takes an account.
 * @fires person - Somebody's picture was chosen: `detail` is the user name.
 * @csspart messages - The scrolling list, `role="log"`.
 * @csspart message - One message, `role="article"`.
 * @csspart bubble - Its bubble.
 * @csspart text - Its text.
 */
export class MessageList extends ChatElement {
  static override styles = [controls, listStyles, rowStyles];

  @property({ attribute: false }) room!: RoomStore;
  @state() private flashed: number | undefined;
  @query('.scroll') private readonly scroller!: HTMLElement;
  @query('.rows') private readonly rows!: HTMLElement;

  /** Where news begins: what the room held when it was first shown is none, and what comes before the part that tells of it is. */
  told: { readonly room: RoomStore; upTo: number } | undefined;

  readonly window = new MessageWindow();
  private readonly view = () => ({ scroller: this.scroller, rows: this.rows, room: this.room });
  private readonly keeper = new ScrollKeeper(this, this.window, this.view);
  private readonly formatting = new Formatting(this);
  private extras: ReturnType<typeof extrasPart>;
  private interactions: RowInteractions | undefined;
  private reading: Reading | undefined;

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
    openMenu: (message, anchor, only) => this.interactions?.openMenu(message, anchor, only),
    openPicture: (message, index) => this.interactions?.openPicture(message, index),
    reveal: (seq) => void this.reveal(seq).catch(() => undefined),
    person: (username) => this.tell('person', username),
    retry: (message) => this.room.retry(message.clientId),
    drop: (message) => this.room.drop(message.clientId),
    changeUpload: (message, id, change) => this.room[change](message.clientId, id),
  };

  /** Scrolls to one message, loading what is around it when it is not here, and marks it for a moment. */
  async reveal(seq: number): Promise<void> {
    const [{ goTo }] = await Promise.all([import('./going-to.js'), this.updateComplete]);
    // Only now: where one left the room was perhaps about to be looked for.
    this.keeper.interrupt();
    this.flashed = seq;
    await goTo(this, this.window, this.keeper, seq);
  }

  async toLatest(): Promise<void> {
    if (this.room.hasNewer) await this.room.loadLatest();
    this.keeper.toEnd();
    await this.updateComplete;
  }

  editLast(): void {
    this.interactions?.editLast();
  }

  /** However much arrives, it is drawn once a frame. */
  protected override async scheduleUpdate(): Promise<void> {
    await nextFrame();
    super.scheduleUpdate();
  }

  protected override willUpdate(): void {
    const { room } = this;
    if (room.state !== 'joined') return;
    if (this.told?.room !== room) this.told = { room, upTo: newestSeq(room.messages) };
    this.wearExtras();
  }

  protected override render(): TemplateResult {
    const { t, room, extras, interactions } = this;
    const messages = this.keeper.isSeeking ? [] : this.window.slice(room.messages);
    if (messages.some(hasFiles)) attachmentsPart(this);
    const { notices, firstUnreadSeq } = room;
    this.formatting.know([...room.online, ...messages.map(({ sender }) => sender)], this.me);
    const isLive = !this.window.hasNewer && !room.hasNewer;
    const days = timeline({ messages, notices, firstUnreadSeq, isLive });
    const waiting = this.keeper.isSeeking || (room.state === 'joining' && days.length === 0);
    return html`<div
        class="scroll"
        part="messages"
        role="log"
        aria-live="off"
        aria-label=${t('messages.title')}
        aria-busy=${waiting}
        tabindex="0"
        @scroll=${this.scrolled}
        @pointerover=${interactions}
        @pointerleave=${interactions}
        @focusin=${interactions}
        @focusout=${interactions}
        @keydown=${interactions}
        @contextmenu=${interactions}
      >
        <div class="rows">
          ${waiting ? skeleton(t) : nothing}
          ${!waiting && room.messages.length === 0 && room.state === 'joined' ? extras?.emptyRoom(this.ctx, room) : nothing}
          ${room.hasOlder && !this.window.hasOlder && days.length > 0 ? extras?.olderLine(t, room) : nothing}
          ${each(
            days,
            ({ key }) => key,
            (day) => this.day(day),
          )}
        </div>
      </div>
      ${this.keeper.isAtEnd ? nothing : extras?.jumpButton(t, room.unread, () => this.toLatest())}
      <div class="unseen live" aria-live="polite"></div>
      ${interactions?.view()}`;
  }

  /** Its mark stays in view for as long as something of the day is. */
  private day({ at, items }: TimelineDay): TemplateResult {
    const { t, formats } = this;
    return html`<div class="of-day">
      ${at ? html`<div class="day" role="separator"><span>${formats.day(at, new Date(), t)}</span></div>` : nothing}
      ${each(
        items,
        ({ key }) => key,
        (item) => this.item(item),
      )}
    </div>`;
  }

  private item(item: TimelineItem): unknown {
    const { ctx, t, extras } = this;
    if (item.type === 'unread')
      return html`<div class="unread" role="separator"><span>${t('messages.new')}</span></div>`;
    if (item.type === 'notice') return extras?.noticeLine(ctx, item.notice);
    const { message, first, last } = item;
    const view = {
      item,
      me: this.me,
      isPrivate: this.room.room?.kind === 'direct',
      active: this.interactions?.isActive(item.key) ?? false,
      flashed: message.seq !== undefined && message.seq === this.flashed,
      readers: readersOf(message, this.me, this.room.reads),
      format: (text: string, tabIndex: number) => this.formatting.apply(text, tabIndex),
      plain: (text: string) => plain(text, this),
    };
    const looks = this.formatting.versionOf(`${message.text}${message.replyTo?.text ?? ''}`);
    return guard(
      [message, first, last, view.active, view.flashed, view.readers, view.isPrivate, extras, ctx, view.me?.id, looks],
      () => messageRow(ctx, view, this.actions, extras),
    );
  }

  /** What stands around the texts, and what one does with them, comes right behind them. */
  private wearExtras(): void {
    this.extras ??= extrasPart(this);
    if (!this.extras || this.interactions) return;
    this.wear(this.extras.styles);
    this.wear(this.extras.rowStyles);
    this.interactions = new this.extras.RowInteractions(this);
    this.reading = new this.extras.Reading(this, this.view);
  }

  private scrolled(): void {
    this.keeper.scrolled();
    this.reading?.scrolled();
  }
}

define('chat-room-messages', MessageList);
