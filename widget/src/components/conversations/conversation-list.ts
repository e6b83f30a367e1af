import type { Conversation, User } from '@chat-room/protocol';
import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons.js';
import { avatar } from '../avatar.js';
import { define } from '../chat-element.js';
import { each } from '../each.js';
import { sayCode } from '../error-words.js';
import { LaterElement } from '../later-element.js';
import { ownWords } from '../messages/rich-text/plain-text.js';
import { roomTitle } from '../room-title.js';
import { sideStyles } from '../side.styles.js';
import { Watch } from '../watch.js';

/**
 * The element's room and every private conversation, most recent first, with what waits unread.
 *
 * @fires chosen - `detail` is the room's slug.
 * @fires closed - The way back, where the list lies over the conversation.
 */
export class ConversationList extends LaterElement {
  static override styles = [
    controls,
    sideStyles,
    css`
      .mark {
        display: grid;
        place-items: center;
        inline-size: 40px;
        block-size: 40px;
        flex: none;
        border-radius: 50%;
        background: var(--_own-tint);
        color: var(--_own);
      }
      .top {
        display: flex;
        align-items: baseline;
        gap: 8px;
      }
      .top b {
        display: flex;
        align-items: center;
        gap: 4px;
        flex: 1;
        min-inline-size: 0;
      }
      /* The time stands on the line of the name, not on that of the lock. */
      .top bdi {
        align-self: baseline;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .top b svg {
        inline-size: 14px;
        block-size: 14px;
        color: var(--_private);
      }
      time {
        color: var(--_muted);
        font-size: var(--_time-size);
        font-variant-numeric: tabular-nums;
      }
      .below {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .below small {
        flex: 1;
      }
      .line[aria-current='true'] {
        background: var(--_hover);
      }
      .has-unread b {
        font-weight: 650;
      }
      .has-unread.is-private .badge {
        background: var(--_private);
        color: var(--_on-private);
      }
    `,
  ];

  @property({ attribute: false }) home!: RoomStore;
  @property({ attribute: false }) current!: RoomStore;
  @property({ type: Boolean }) closable = false;

  constructor() {
    super();
    new Watch(this, () => [this.ctx.client.conversations, this.ctx.client.connection, this.home, this.current]);
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('button')?.focus());
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const { conversations } = this.ctx.client;
    const known = conversations.items.some(({ room }) => room.slug === this.home.slug);
    const others = conversations.items.some(({ room }) => room.slug !== this.home.slug);
    return html`<div class="head">
        <h2 id="title">${t('conversations.title')}</h2>
        ${
          this.closable
            ? html`<button class="icon-button" aria-label=${t('action.close')} title=${t('action.close')} @click=${() => this.tell('closed')}>
                ${icon('close')}
              </button>`
            : nothing
        }
      </div>
      <ul aria-labelledby="title">
        ${known || this.home.state === 'failed' ? nothing : this.line({ room: { slug: this.home.slug, kind: 'public', title: roomTitle(t, this.home) }, unread: 0 })}
        ${each(
          conversations.items,
          ({ room }) => room.slug,
          (conversation) => this.line(conversation),
        )}
        ${others || conversations.loading ? nothing : html`<li class="none">${t('conversations.none')}</li>`}
        ${
          conversations.error
            ? html`<li class="none" role="alert">
                ${sayCode(t, conversations.error)}
                <button class="link" @click=${() => conversations.reload()}>${t('action.retry')}</button>
              </li>`
            : nothing
        }
      </ul>`;
  }

  private line({ room, unread, lastMessage }: Pick<Conversation, 'room' | 'unread' | 'lastMessage'>): TemplateResult {
    const { t } = this;
    const peer = room.peer;
    const at = lastMessage && new Date(lastMessage.createdAt);
    return html`<li>
      <button
        class="line ${unread ? 'has-unread' : ''} ${peer ? 'is-private' : ''}"
        aria-current=${room.slug === this.current.slug}
        @click=${() => this.tell('chosen', room.slug)}
      >
        ${peer ? this.face(peer) : html`<span class="mark">${icon('hash')}</span>`}
        <span class="about">
          <span class="top">
            <b>${peer ? html`${icon('lock')}<span class="unseen">${t('room.private')}</span>` : nothing}<bdi>${roomTitle(t, { room, slug: room.slug })}</bdi></b>
            ${at ? html`<time dir="auto" datetime=${at.toISOString()}>${this.formats.brief(at, new Date())}</time>` : nothing}
          </span>
          <span class="below">
            <small dir="auto">${this.preview(lastMessage)}</small>
            ${
              unread
                ? html`<span class="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span
                    ><span class="unseen">${t('conversations.unread', { n: unread })}</span>`
                : nothing
            }
          </span>
        </span>
      </button>
    </li>`;
  }

  /** Marked as online where that is known: of who is in the element's room, or in the conversation that is shown. */
  private face(peer: User): TemplateResult {
    const isHere =
      this.ctx.client.connection.state === 'online' &&
      [this.home, this.current].some(({ online }) => online.some(({ id }) => id === peer.id));
    return html`<span class="face ${isHere ? 'here' : ''}"
      >${avatar(this.ctx, peer, 40)}${isHere ? html`<span class="unseen">${this.t('people.online')}</span>` : nothing}</span
    >`;
  }

  private preview(message: Conversation['lastMessage']): string {
    const { t } = this;
    if (!message) return '';
    if (message.deletedAt) return t('messages.deleted');
    const text = ownWords(message.text) || message.files[0]?.name || t('messages.file');
    return message.sender.id === this.me?.id ? t('conversations.you', { text }) : text;
  }
}

define('chat-room-conversations', ConversationList);
