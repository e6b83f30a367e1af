import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { RoomStore } from '../../client/types.js';
import type { FirstWord } from '../../locales/translate.js';
import { controls } from '../../theme/controls.js';
import { type IconName, icon } from '../../theme/icons.js';
import { avatar } from '../avatar.js';
import { ChatElement, define } from '../chat-element.js';
import { extrasPart } from '../extras-part.js';
import { roomTitle } from '../room-title.js';
import { Watch } from '../watch.js';
import { styles } from './room-header.styles.js';

/**
 * Whom one talks to. A private conversation shows a lock, the person, and the way back.
 *
 * @fires home - Back to the element's room.
 * @fires people - Show who is here.
 * @fires conversations - Show the other conversations.
 * @fires history - Show the history.
 * @fires profile - Show one's own profile.
 * @fires closed - Close the launcher's panel.
 * @csspart header
 */
export class RoomHeader extends ChatElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) room!: RoomStore;
  @property({ attribute: false }) home!: RoomStore;
  @property({ type: Boolean }) closable = false;

  constructor() {
    super();
    new Watch(this, () => {
      const { session, conversations, connection } = this.ctx.client;
      return [this.room, this.home, session, conversations, connection];
    });
  }

  /** Whoever comes back from the history is where it was opened. */
  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.history')?.focus());
  }

  protected override render(): TemplateResult {
    const { t, room, me } = this;
    const peer = room.room?.peer;
    const elsewhere = room !== this.home;
    const unread = this.ctx.client.conversations.unread;
    return html`<header part="header" class=${peer ? 'private' : room.messages.length > 0 ? '' : room.state}>
      ${elsewhere ? this.button('back', t('room.backTo', { name: roomTitle(t, this.home) }), 'home') : nothing}
      <span class="with-badge conversations">
        ${elsewhere ? nothing : this.button('menu', t('conversations.open'), 'conversations')}
        ${unread && !elsewhere ? html`<span class="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>` : nothing}
      </span>
      ${peer ? avatar(this.ctx, peer, 36) : html`<span class="mark">${icon('hash')}</span>`}
      <div class="who">
        <h2>
          ${peer ? html`${icon('lock')}<span class="unseen">${t('room.private')}</span>` : nothing}<bdi>${roomTitle(t, room)}</bdi>
        </h2>
        ${this.subtitle()}
      </div>
      ${this.button('history', t('history.open'), 'history', 'history')}
      ${peer ? nothing : this.button('people', t('people.open'), 'people', 'people')}
      ${
        me
          ? html`<button class="icon-button me" aria-label=${t('profile.open')} title=${t('profile.open')} @click=${() => this.tell('profile')}>
              ${avatar(this.ctx, me, 28)}
            </button>`
          : nothing
      }
      ${this.closable ? this.button('close', t('launcher.close'), 'closed', 'close') : nothing}
    </header>`;
  }

  private subtitle(): TemplateResult {
    const { t, room } = this;
    const peer = room.room?.peer;
    const passing = room.state === 'joined' && extrasPart(this)?.passing(this.ctx, room);
    if (passing) return passing;
    if (room.state !== 'joined' || this.ctx.client.connection.state !== 'online') return html`<p>&nbsp;</p>`;
    if (!peer) return html`<p class="online" dir="auto">${t('room.online', { n: room.onlineCount })}</p>`;
    const here = [...room.online, ...this.home.online].some(({ id }) => id === peer.id);
    const key: FirstWord = here ? 'room.isOnline' : 'room.isOffline';
    return html`<p class=${here ? 'online' : ''} dir="auto">${t(key)}</p>`;
  }

  private button(name: IconName, label: string, event: string, className = ''): TemplateResult {
    return html`<button class="icon-button ${className}" aria-label=${label} title=${label} @click=${() => this.tell(event)}>
      ${icon(name, name === 'back')}
    </button>`;
  }
}

define('chat-room-header', RoomHeader);
