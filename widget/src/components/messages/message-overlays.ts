import type { Message } from '@chat-room/protocol';
import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { RoomMessage, RoomStore } from '../../client/types.js';
import { laterWords } from '../../locales/later-words.js';
import type { ChatContext } from '../chat-element.js';
import type { MenuRequest } from './message-menu.js';
import { keyOf } from './message-window.js';
import { rowsIn } from './row-search.js';

interface Host extends LitElement {
  readonly ctx: ChatContext;
  readonly room: RoomStore;
}

/** Milliseconds for which it stands that something was done. */
const saidFor = 2_500;

/** What opens over the list for one message: its menu, and its pictures large. Both load when they are first wanted. */
export class MessageOverlays implements ReactiveController {
  private menu: MenuRequest | undefined;
  private picture: { message: RoomMessage; index: number } | undefined;
  private said = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  /** What is deleted meanwhile is not to be seen any more, nor answered; what is asked for anew has other addresses. */
  hostUpdate(): void {
    const message = this.menu?.message ?? this.picture?.message;
    const now = message && this.host.room.messages.find((each) => keyOf(each) === keyOf(message));
    if (now && this.picture) this.picture = { ...this.picture, message: now };
    if (!now?.deletedAt) return;
    this.close();
    this.say(this.host.ctx.t('messages.deleted'));
    void this.host.updateComplete.then(() => this.focusRow(now));
  }

  hostDisconnected(): void {
    this.close();
    this.say('');
  }

  get menuKey(): string | undefined {
    return this.menu?.key;
  }

  async openMenu(message: RoomMessage, anchor: DOMRect, only?: 'reactions'): Promise<void> {
    if (message.deletedAt || message.delivery !== 'sent') return;
    await import('./message-menu.js');
    this.menu = { key: keyOf(message), message, anchor, ...(only ? { only } : {}) };
    this.host.requestUpdate();
  }

  async openPicture(message: RoomMessage, index: number): Promise<void> {
    await import('../viewer/picture-viewer.js');
    this.picture = { message, index };
    this.host.requestUpdate();
  }

  close(): void {
    this.menu = undefined;
    this.picture = undefined;
  }

  view(): TemplateResult {
    const { ctx, room } = this.host;
    return html`${
      this.menu
        ? html`<chat-room-menu
            .ctx=${ctx}
            .room=${room}
            .request=${this.menu}
            @reply=${this.passOn}
            @edit=${this.passOn}
            @account=${this.passOn}
            @copied=${this.copied}
            @closed=${this.closed}
          ></chat-room-menu>`
        : nothing
    }${
      this.picture
        ? html`<chat-room-viewer
            .ctx=${ctx}
            .message=${this.picture.message}
            .index=${this.picture.index}
            @closed=${this.closed}
          ></chat-room-viewer>`
        : nothing
    }
      <div class="told" role="status">${this.said ? html`<span>${this.said}</span>` : nothing}</div>`;
  }

  private readonly closed = (event: Event): void => {
    const message = this.menu?.message ?? this.picture?.message;
    const hadFocus = (event.target as Element).matches(':focus-within');
    this.close();
    this.host.requestUpdate();
    // The focus goes back to where it came from.
    if (hadFocus && message) this.focusRow(message);
  };

  private focusRow(message: RoomMessage): void {
    rowsIn(this.host.renderRoot)
      .find(({ dataset }) => dataset.key === keyOf(message))
      ?.focus();
  }

  private readonly copied = ({ detail: isCopied }: CustomEvent<boolean>): void => {
    this.say(laterWords(this.host.ctx.t)(isCopied ? 'menu.copied' : 'menu.notCopied'));
  };

  private say(words: string): void {
    clearTimeout(this.timer);
    this.said = words;
    this.host.requestUpdate();
    if (words) this.timer = setTimeout(() => this.say(''), saidFor);
  }

  private readonly passOn = ({ type, detail }: CustomEvent<Message>): void => {
    this.host.dispatchEvent(new CustomEvent(type, { detail }));
  };
}
