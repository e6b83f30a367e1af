import type { User } from '@chat-room/protocol';
import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { fields } from '../../theme/fields.js';
import { icon } from '../../theme/icons-later.js';
import { avatar } from '../avatar.js';
import { define } from '../chat-element.js';
import { each } from '../each.js';
import { LaterElement } from '../later-element.js';
import { sideStyles } from '../side.styles.js';
import { Watch } from '../watch.js';

/** From so many people on there is a search box. */
const long = 8;

/**
 * Who is online in the room. A tap opens the private conversation; oneself stands first and cannot be chosen.
 *
 * @fires chosen - `detail` is the user name.
 * @fires closed - The way back, where the list lies over the conversation.
 */
export class PeopleList extends LaterElement {
  static override styles = [
    controls,
    fields,
    sideStyles,
    css`
      .you {
        margin-inline-start: 6px;
        padding: 1px 7px;
        border-radius: 9px;
        background: var(--_own-tint);
        font-size: var(--_time-size);
        line-height: var(--_time-line);
      }
    `,
  ];

  @property({ attribute: false }) room!: RoomStore;
  @property({ type: Boolean }) closable = false;
  @state() private query = '';

  constructor() {
    super();
    new Watch(this, () => [this.room, this.ctx.client.session, this.ctx.client.connection]);
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('button')?.focus());
  }

  protected override render(): TemplateResult {
    const { t, room, me } = this;
    const found = this.found();
    const hidden = room.onlineCount - room.online.length;
    const isKnown = this.isKnown();
    return html`<div class="head">
        <h2 id="title">${t('people.title')}</h2>
        <span class="count">${isKnown ? room.onlineCount : nothing}</span>
        ${
          this.closable
            ? html`<button class="icon-button" aria-label=${t('action.close')} title=${t('action.close')} @click=${() => this.tell('closed')}>
                ${icon('close')}
              </button>`
            : nothing
        }
      </div>
      ${room.online.length > long || this.query ? this.search() : nothing}
      ${isKnown ? nothing : html`<div class="none" role="status">${t('people.before')}</div>`}
      <ul aria-labelledby="title">
        ${each(
          found,
          ({ id }) => id,
          (user) => (user.id === me?.id ? this.self(user) : this.person(user)),
        )}
        ${hidden > 0 && !this.query ? html`<li class="none">${t('people.more', { n: hidden })}</li>` : nothing}
      </ul>
      ${found.length === 0 && this.query ? html`<p class="none" role="status">${t('people.none')}</p>` : nothing}`;
  }

  /** Nobody is told who comes and goes without a connection. */
  private isKnown(): boolean {
    return this.ctx.client.connection.state === 'online';
  }

  private face(user: User): TemplateResult {
    return html`<span class="face ${this.isKnown() ? 'here' : ''}">${avatar(this.ctx, user, 32)}</span>`;
  }

  /** Oneself first, then by name as the language sorts it. */
  private found(): User[] {
    const query = this.query.trim().toLocaleLowerCase();
    const { compare } = new Intl.Collator(this.ctx.lang);
    const isMe = (user: User): number => (user.id === this.me?.id ? 0 : 1);
    return this.room.online
      .filter(({ displayName, username }) => `${displayName}\n${username}`.toLocaleLowerCase().includes(query))
      .sort((a, b) => isMe(a) - isMe(b) || compare(a.displayName, b.displayName));
  }

  private search(): TemplateResult {
    const name = this.t('people.search');
    return html`<div class="box search">
      ${icon('search')}
      <input
        type="search"
        aria-label=${name}
        placeholder=${name}
        .value=${this.query}
        @input=${(event: Event) => {
          this.query = (event.target as HTMLInputElement).value;
        }}
      />
    </div>`;
  }

  private self(user: User): TemplateResult {
    return html`<li class="line">
      ${this.face(user)}
      <span class="about"><b><bdi>${user.displayName}</bdi><span class="you">${this.t('people.you')}</span></b></span>
    </li>`;
  }

  private person(user: User): TemplateResult {
    const name = this.t('people.message', { name: user.displayName });
    return html`<li>
      <button class="line" aria-label=${name} title=${name} @click=${() => this.tell('chosen', user.username)}>
        ${this.face(user)}
        <span class="about"><b><bdi>${user.displayName}</bdi></b></span>
      </button>
    </li>`;
  }
}

define('chat-room-people', PeopleList);
