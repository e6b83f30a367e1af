import type { Message } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RoomStore } from '../../client/types.js';
import { isSameDay } from '../../locales/formats.js';
import { controls } from '../../theme/controls.js';
import { fields } from '../../theme/fields.js';
import { icon } from '../../theme/icons-later.js';
import { avatar } from '../avatar.js';
import { define } from '../chat-element.js';
import { LaterElement } from '../later-element.js';
import '../dialog/confirm-dialog.js';
import { sayError } from '../error-words.js';
import { isPicture } from '../messages/picture-files.js';
import { plainText } from '../messages/rich-text/plain-text.js';
import { roomTitle } from '../room-title.js';
import { highlight } from './highlight.js';
import { HistoryPages } from './history-pages.js';
import { styles } from './history-view.styles.js';

/** Milliseconds after the last key before a search begins. */
const pause = 250;

/**
 * Everything that was said in one room, newest first: to read, to search, to go to its place, to clear for oneself.
 *
 * @fires jump - `detail` is the `seq` to be shown in the conversation.
 * @fires closed - Back to the conversation.
 * @csspart history
 */
export class HistoryView extends LaterElement {
  static override styles = [controls, fields, styles];

  @property({ attribute: false }) room!: RoomStore;
  @state() private pages: HistoryPages | undefined;
  @state() private asking = false;
  @state() private problem = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('room')) this.begin('');
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  private begin(query: string): void {
    this.problem = '';
    this.pages = new HistoryPages(this.room, query, () => this.requestUpdate());
    void this.pages.load();
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const empty = !this.pages?.query && this.pages?.messages.length === 0;
    return html`<header>
        <button class="icon-button" aria-label=${t('room.back')} title=${t('room.back')} @click=${() => this.tell('closed')}>
          ${icon('back', true)}
        </button>
        <h2>${t('history.title')}<small><bdi>${roomTitle(t, this.room)}</bdi></small></h2>
        <button
          class="clear"
          ?disabled=${empty}
          @click=${() => {
            this.asking = true;
          }}
        >
          ${icon('trash')}${t('history.clear')}
        </button>
      </header>
      ${this.search()}
      <div class="results" part="history" aria-busy=${this.pages?.state === 'loading'} @scroll=${this.scrolled}>
        ${this.problem ? html`<p class="state" role="alert">${this.problem}</p>` : nothing} ${this.list()} ${this.below()}
      </div>
      ${
        this.asking
          ? html`<chat-room-confirm
              .ctx=${this.ctx}
              heading=${t('history.clearTitle')}
              text=${t('history.clearText')}
              action=${t('history.clear')}
              @answered=${(event: CustomEvent<boolean>) => this.answered(event.detail)}
            ></chat-room-confirm>`
          : nothing
      }`;
  }

  private search(): TemplateResult {
    const name = this.t('history.search');
    return html`<div class="box">
      ${icon('search')}
      <input
        type="search"
        dir="auto"
        maxlength=${limits.searchQueryMax}
        aria-label=${name}
        placeholder=${name}
        @input=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          clearTimeout(this.timer);
          this.timer = setTimeout(() => this.begin(value.trim()), pause);
        }}
      />
    </div>`;
  }

  private list(): TemplateResult | typeof nothing {
    const { pages } = this;
    if (!pages || pages.messages.length === 0) return nothing;
    let day: Date | undefined;
    return html`<ol class=${this.room.room?.peer ? 'private' : ''}>
      ${pages.messages.map((message) => {
        const at = new Date(message.createdAt);
        const isNewDay = !day || !isSameDay(day, at);
        day = at;
        return html`${isNewDay ? html`<li class="day">${this.formats.day(at, new Date(), this.t)}</li>` : nothing}
          <li>${this.hit(message, at, pages.query)}</li>`;
      })}
    </ol>`;
  }

  private hit(message: Message, at: Date, query: string): TemplateResult {
    const { sender } = message;
    return html`<button
      class="hit ${sender.id === this.me?.id ? 'own' : ''}"
      title=${this.t('history.jump')}
      @click=${() => this.tell('jump', message.seq)}
    >
      ${avatar(this.ctx, sender, 32)}
      <span>
        <span class="top">
          <b><bdi>${sender.displayName}</bdi></b>
          <time dir="auto" datetime=${message.createdAt} title=${this.formats.full(at)}>${this.formats.time(at)}</time>
        </span>
        <span class="text" dir="auto">${highlight(plainText(message.text), query).map(({ text, found }) => (found ? html`<mark>${text}</mark>` : text))}</span>
        ${
          message.files.length > 0
            ? html`<span class="files">
                ${message.files.map((file) =>
                  isPicture(file)
                    ? html`<img src=${this.ctx.client.resolve(file.thumbnailUrl ?? file.url)} alt=${file.name} loading="lazy" />`
                    : html`<span>${icon('file')}<bdi>${file.name}</bdi></span>`,
                )}
              </span>`
            : nothing
        }
      </span>
    </button>`;
  }

  private below(): TemplateResult | typeof nothing {
    const { t, pages } = this;
    if (!pages) return nothing;
    if (pages.state === 'loading') return html`<p class="state wait" role="status"><span class="spinner"></span></p>`;
    if (pages.state === 'failed') {
      return html`<p class="state" role="alert">
        ${t('history.failed')}<button class="link" @click=${() => pages.load()}>${t('action.retry')}</button>
      </p>`;
    }
    if (pages.messages.length === 0) {
      return html`<p class="state" role="status">
        <b>${pages.query ? t('history.noResults', { query: pages.query }) : t('history.none')}</b>
        ${pages.query ? t('history.noResultsHint') : nothing}
      </p>`;
    }
    return pages.hasMore
      ? html`<p class="more"><button class="button" @click=${() => pages.load()}>${t('history.more')}</button></p>`
      : nothing;
  }

  private scrolled(event: Event): void {
    const { scrollTop, scrollHeight, clientHeight } = event.target as HTMLElement;
    if (this.pages?.hasMore && this.pages.state === 'ready' && scrollHeight - scrollTop - clientHeight < 600) {
      void this.pages.load();
    }
  }

  private async answered(yes: boolean): Promise<void> {
    this.asking = false;
    if (!yes) return;
    try {
      await this.room.clearHistory();
      this.begin('');
    } catch (error) {
      this.problem = sayError(this.t, error);
    }
  }
}

define('chat-room-history', HistoryView);
