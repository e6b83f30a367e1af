import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { controls } from '../../theme/controls.js';
import { fields } from '../../theme/fields.js';
import { icon } from '../../theme/icons-later.js';
import { define } from '../chat-element.js';
import { LaterElement } from '../later-element.js';
import { type Emoji, emojiGroups, type GroupId, loadEmoji, searchEmoji } from './emoji-data.js';
import { styles } from './emoji-panel.styles.js';
import { recentEmoji, rememberEmoji } from './recent-emoji.js';
import { stickerSet } from './sticker-set.js';

const tabs = ['emoji', 'stickers'] as const;
type Tab = (typeof tabs)[number];

/** Which tab was last used, while the page is open. */
let lastTab: Tab = 'emoji';

/**
 * Emoji to write with and stickers to send. Written here and not taken ready-made because a page with a strict
 * content security policy forbids the `<style>` elements and `innerHTML` that ready-made pickers are built from.
 *
 * @fires emoji - `detail` is the chosen emoji, for the text.
 * @fires sticker - `detail` is the chosen emoji, to be sent at once.
 */
export class EmojiPanel extends LaterElement {
  static override styles = [controls, fields, styles];

  /** Whether there is a tab with stickers. */
  @property({ attribute: false }) stickers = true;
  @state() private tab: Tab = lastTab;
  @state() private all: readonly Emoji[] | undefined;
  @state() private failed = false;
  @state() private query = '';
  @state() private group: GroupId = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  protected override firstUpdated(): void {
    if (matchMedia('(hover: hover)').matches) this.renderRoot.querySelector('input')?.focus();
  }

  private readonly load = async (): Promise<void> => {
    this.failed = false;
    try {
      this.all = await loadEmoji(this.ctx.lang);
    } catch {
      this.failed = true;
    }
  };

  protected override render(): TemplateResult {
    const { t } = this;
    return html`${
      this.stickers
        ? html`<div class="tabs" role="tablist" aria-label=${t('emoji.title')} @keydown=${this.tabKey}>
            ${tabs.map(
              (tab) =>
                html`<button
                  role="tab"
                  id=${tab}
                  aria-selected=${this.tab === tab}
                  aria-controls="content"
                  tabindex=${this.tab === tab ? 0 : -1}
                  @click=${() => this.choose(tab)}
                >
                  ${t(`emoji.${tab}`)}
                </button>`,
            )}
          </div>`
        : nothing
    }${this.stickers && this.tab === 'stickers' ? this.stickerGrid() : this.emojiGrid()}`;
  }

  private choose(tab: Tab): void {
    this.tab = lastTab = tab;
  }

  private tabKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    this.choose(this.tab === 'emoji' ? 'stickers' : 'emoji');
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${this.tab}`)?.focus());
  }

  private stickerGrid(): TemplateResult {
    return html`<div class="stickers" role="tabpanel" id="content" aria-labelledby="stickers">
      ${stickerSet.map((emoji) => {
        const name = `${this.t('messages.sticker')} ${emoji}`;
        return html`<button aria-label=${name} @click=${() => this.tell('sticker', emoji)}>${emoji}</button>`;
      })}
    </div>`;
  }

  private emojiGrid(): TemplateResult {
    const { t, all } = this;
    const name = t('emoji.search');
    return html`<div class="box">
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
      </div>
      ${this.query.trim() || !all ? nothing : this.groupButtons(all)}
      <div class="all" role=${this.stickers ? 'tabpanel' : nothing} id="content" aria-label=${t('emoji.emoji')} @click=${this.picked} @keydown=${this.gridKey} @scroll=${this.scrolled}>
        ${this.failed ? this.failure() : all ? this.results(all) : html`<p class="none"><span class="spinner"></span></p>`}
      </div>`;
  }

  private groupButtons(all: readonly Emoji[]): TemplateResult {
    return html`<div class="groups">
      ${emojiGroups.map((id) => {
        const name = this.t(`emoji.group${id}`);
        return html`<button aria-label=${name} title=${name} aria-pressed=${this.group === id} @click=${() => this.toGroup(id)}>
          ${all.find(({ group }) => group === id)?.emoji}
        </button>`;
      })}
    </div>`;
  }

  private results(all: readonly Emoji[]): TemplateResult | TemplateResult[] {
    const { t } = this;
    if (this.query.trim()) {
      const found = searchEmoji(all, this.query);
      if (found.length === 0) return html`<p class="none" role="status">${t('emoji.none')}</p>`;
      return html`<div class="grid">${found.map((emoji) => this.button(emoji))}</div>`;
    }
    const recent = recentEmoji();
    const used = all
      .filter(({ emoji }) => recent.includes(emoji))
      .sort((a, b) => recent.indexOf(a.emoji) - recent.indexOf(b.emoji));
    return html`${used.length > 0 ? html`<h3>${t('emoji.recent')}</h3><div class="grid">${used.map((emoji) => this.button(emoji))}</div>` : nothing}
    ${emojiGroups.map(
      (id) =>
        html`<section data-group=${id}>
          <h3>${t(`emoji.group${id}`)}</h3>
          <div class="grid">${all.filter(({ group }) => group === id).map((emoji) => this.button(emoji))}</div>
        </section>`,
    )}`;
  }

  private button({ emoji, name }: Emoji): TemplateResult {
    return html`<button data-emoji=${emoji} aria-label=${name} title=${name}>${emoji}</button>`;
  }

  private failure(): TemplateResult {
    return html`<p class="none" role="alert">
      ${this.t('emoji.failed')}<button class="link" @click=${this.load}>${this.t('action.retry')}</button>
    </p>`;
  }

  private picked(event: Event): void {
    const emoji = (event.target as Element).closest<HTMLElement>('[data-emoji]')?.dataset.emoji;
    if (!emoji) return;
    rememberEmoji(emoji);
    this.tell('emoji', emoji);
  }

  private toGroup(id: GroupId): void {
    this.group = id;
    this.renderRoot.querySelector(`[data-group="${id}"]`)?.scrollIntoView();
  }

  private scrolled(event: Event): void {
    const list = event.currentTarget as HTMLElement;
    const top = list.getBoundingClientRect().top + 24;
    const shown = [...list.querySelectorAll<HTMLElement>('[data-group]')].findLast(
      (one) => one.getBoundingClientRect().top <= top,
    );
    this.group = emojiGroups.find((id) => String(id) === shown?.dataset.group) ?? 0;
  }

  /** Two thousand stops of the Tab key would be a trap: arrows walk the grid. */
  private gridKey(event: KeyboardEvent): void {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-emoji]')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const first = buttons[0];
    if (at < 0 || !first) return;
    const columns = Math.max(1, Math.floor((first.parentElement?.clientWidth ?? 0) / first.offsetWidth));
    const forward = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const step = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
  }
}

define('chat-room-emoji', EmojiPanel);
