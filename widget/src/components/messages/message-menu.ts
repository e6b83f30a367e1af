import type { Message } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { RoomMessage, RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { type IconName, icon } from '../../theme/icons-later.js';
import { define } from '../chat-element.js';
import { LaterElement } from '../later-element.js';
import '../dialog/confirm-dialog.js';
import { keepEscape } from '../dialog/keep-escape.js';
import { mayWrite } from '../may-write.js';
import { copyText } from './copy-text.js';
import { styles } from './message-menu.styles.js';
import { placeBeside } from './place-beside.js';
import { quickReactions } from './quick-reactions.js';

export interface MenuRequest {
  /** The row's key. */
  readonly key: string;
  readonly message: RoomMessage;
  /** What the menu stands beside, in the window's pixels. */
  readonly anchor: DOMRect;
  readonly only?: 'reactions';
}

/**
 * What one can do with a message. A popover: Escape and a tap elsewhere close it, and it is never cut off by the widget's box.
 *
 * @fires reply - `detail` is the message.
 * @fires edit - `detail` is the message.
 * @fires copied - `detail` is whether the browser allowed it.
 * @fires account - A guest wants what takes an account.
 * @fires closed - Nothing is open any more.
 */
export class MessageMenu extends LaterElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) room!: RoomStore;
  @property({ attribute: false }) request!: MenuRequest;
  @state() private asking = false;
  @state() private allEmoji = false;
  @query('.menu') private readonly menu!: HTMLElement;

  protected override render(): TemplateResult {
    const { t } = this;
    if (this.asking) {
      return html`<chat-room-confirm
        .ctx=${this.ctx}
        heading=${t('delete.title')}
        text=${t('delete.text')}
        action=${t('menu.delete')}
        @answered=${(event: CustomEvent<boolean>) => this.answered(event.detail)}
      ></chat-room-confirm>`;
    }
    return html`<div class="menu" part="menu" popover="auto" role="menu" aria-label=${t('menu.title')} @toggle=${this.toggled} @keydown=${this.key}>
      ${
        this.allEmoji
          ? html`<chat-room-emoji
              part="emoji"
              .ctx=${this.ctx}
              .stickers=${false}
              @emoji=${(event: CustomEvent<string>) => this.react(event.detail)}
            ></chat-room-emoji>`
          : html`${mayWrite(this.ctx) ? this.quick() : nothing}${this.request.only ? nothing : this.items()}`
      }
    </div>`;
  }

  private quick(): TemplateResult {
    const { t } = this;
    return html`<div class="quick">
      ${quickReactions.map((emoji) => {
        const name = t('menu.reactWith', { emoji });
        return html`<button
          role="menuitemcheckbox"
          aria-checked=${this.isMine(emoji)}
          aria-label=${name}
          title=${name}
          @click=${() => this.react(emoji)}
        >
          ${emoji}
        </button>`;
      })}
      <button role="menuitem" aria-label=${t('menu.more')} title=${t('menu.more')} @click=${this.showAll}>${icon('more')}</button>
    </div>`;
  }

  private items(): TemplateResult {
    const { t } = this;
    const { message } = this.request;
    const writes = mayWrite(this.ctx);
    const own = writes && message.sender.id === this.me?.id;
    return html`<div class="rest">
      ${writes ? this.item('reply', t('menu.reply'), () => this.tell('reply', message)) : nothing}
      ${message.text ? this.item('copy', t('menu.copy'), () => this.copy(message.text)) : nothing}
      ${own && message.text ? this.item('edit', t('menu.edit'), () => this.tell('edit', message)) : nothing}
      ${own ? this.item('trash', t('menu.delete'), undefined, 'danger') : nothing}
      ${writes ? nothing : this.item('lock', t('guest.write'), () => this.tell('account'))}
    </div>`;
  }

  private async copy(text: string): Promise<void> {
    this.tell('copied', await copyText(text, this.getRootNode() as ShadowRoot));
  }

  private item(name: IconName, label: string, act: (() => void) | undefined, className = ''): TemplateResult {
    return html`<button
      class="item ${className}"
      role="menuitem"
      @click=${() => {
        if (!act) {
          this.asking = true;
          return;
        }
        act();
        this.menu.hidePopover();
      }}
    >
      ${icon(name, name === 'reply')}${label}
    </button>`;
  }

  protected override firstUpdated(): void {
    keepEscape(this.menu);
    this.menu.showPopover();
    placeBeside(this.menu, this.request.anchor);
    this.menu.querySelector('button')?.focus();
  }

  private readonly showAll = async (): Promise<void> => {
    await import('../emoji/emoji-panel.js');
    this.allEmoji = true;
    await this.updateComplete;
    placeBeside(this.menu, this.request.anchor);
  };

  private isMine(emoji: string): boolean {
    return this.request.message.reactions.some((reaction) => reaction.emoji === emoji && reaction.mine);
  }

  private react(emoji: string): void {
    const { id } = this.request.message;
    if (id) void this.room.react(id, emoji, !this.isMine(emoji)).catch(() => undefined);
    this.menu.hidePopover();
  }

  private toggled(event: ToggleEvent): void {
    if (event.newState === 'closed' && !this.asking) this.tell('closed');
  }

  private answered(yes: boolean): void {
    const { id } = this.request.message as Partial<Message>;
    if (yes && id) void this.room.delete(id).catch(() => undefined);
    this.tell('closed');
  }

  private key(event: KeyboardEvent): void {
    if (this.allEmoji) return;
    const buttons = [...this.menu.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const rest = this.menu.querySelectorAll('.quick button').length;
    const step = { ArrowDown: at < rest ? rest - at : 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Tab') this.menu.hidePopover();
    if (step === undefined) return;
    event.preventDefault();
    buttons.at((at + step) % buttons.length)?.focus();
  }
}

define('chat-room-menu', MessageMenu);
