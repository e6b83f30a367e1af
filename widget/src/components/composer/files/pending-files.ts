import { limits } from '@chat-room/protocol/limits';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { controls } from '../../../theme/controls.js';
import { icon } from '../../../theme/icons-later.js';
import { define } from '../../chat-element.js';
import { MediaElement } from '../../media-element.js';
import { styles } from './pending-files.styles.js';
import type { WaitingFile } from './waiting-file.js';

/**
 * Files chosen, pasted or dropped that wait for Send: to be looked over, described for who cannot see them, and taken out.
 *
 * @fires removed - `detail` is the file as it was chosen.
 * @fires described - `detail` is `{ chosen, alt }`.
 */
export class PendingFiles extends MediaElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) files: readonly WaitingFile[] = [];
  /** The one whose alternative text is being written. */
  @state() private described: File | undefined;
  @query('textarea') private readonly field?: HTMLTextAreaElement | null;
  /** Of the pictures among them. */
  private readonly previews = new Map<File, string>();
  /** Pictures of a kind that this browser does not know. */
  private readonly undrawable = new WeakSet<File>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.keepPreviews([]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('files')) return;
    this.keepPreviews(this.files.map(({ chosen }) => chosen));
    if (!this.files.some(({ chosen }) => chosen === this.described)) this.described = undefined;
  }

  protected override render(): TemplateResult {
    return html`<ul>
        ${this.files.map((file) => this.tile(file))}
      </ul>
      ${this.description()}`;
  }

  private tile({ chosen, file, alt, isBusy }: WaitingFile): TemplateResult {
    const { t } = this;
    const remove = t('composer.remove', { name: file.name });
    const preview = this.previews.get(chosen);
    return html`<li>
      ${preview ? html`<img src=${preview} alt=${alt ?? ''} @error=${() => this.giveUp(chosen)} />` : html`<span class="sheet">${icon('file')}</span>`}
      <span class="about">
        <bdi>${file.name}</bdi>
        <small>${isBusy ? html`<span class="spinner" role="img" aria-label=${t('composer.preparing')}></span>` : html`<span dir="ltr">${this.formats.size(file.size)}</span>`}</small>
      </span>
      ${preview ? this.describeButton(chosen, file.name, alt) : nothing}
      <button class="icon-button" aria-label=${remove} title=${remove} @click=${() => this.tell('removed', chosen)}>
        ${icon('close')}
      </button>
    </li>`;
  }

  private describeButton(chosen: File, name: string, alt?: string): TemplateResult {
    const label = this.t('composer.describe', { name });
    return html`<button
      class="describe ${alt ? 'given' : ''}"
      aria-label="ALT: ${label}"
      title=${alt || label}
      aria-expanded=${this.described === chosen}
      @click=${() => this.describe(chosen)}
    >
      ALT
    </button>`;
  }

  private description(): TemplateResult | typeof nothing {
    const { t, described } = this;
    const file = this.files.find(({ chosen }) => chosen === described);
    if (!file) return nothing;
    return html`<div class="description" @keydown=${this.key}>
      <label for="alt">${t('composer.describe', { name: file.file.name })}</label>
      <textarea id="alt" rows="2" dir="auto" maxlength=${limits.altTextMax} aria-describedby="hint" .value=${file.alt ?? ''} @input=${this.written}></textarea>
      <span class="foot">
        <small id="hint">${t('composer.describeHint')}</small>
        <button class="link" @click=${this.close}>${t('composer.described')}</button>
      </span>
    </div>`;
  }

  private async describe(chosen: File): Promise<void> {
    this.described = this.described === chosen ? undefined : chosen;
    await this.updateComplete;
    this.field?.focus();
  }

  private written(): void {
    this.tell('described', { chosen: this.described, alt: this.field?.value ?? '' });
  }

  private key(event: KeyboardEvent): void {
    const isDone = event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey);
    if (!isDone || event.isComposing) return;
    event.preventDefault();
    this.close();
  }

  /** The focus goes back to where it came from. */
  private close(): void {
    const at = this.files.findIndex(({ chosen }) => chosen === this.described);
    this.described = undefined;
    this.renderRoot.querySelectorAll('li')[at]?.querySelector<HTMLElement>('.describe')?.focus();
  }

  private giveUp(chosen: File): void {
    this.undrawable.add(chosen);
    this.keepPreviews(this.files.map((file) => file.chosen).filter((file) => !this.undrawable.has(file)));
    this.requestUpdate();
  }

  private keepPreviews(files: readonly File[]): void {
    for (const [file, url] of this.previews) {
      if (files.includes(file)) continue;
      URL.revokeObjectURL(url);
      this.previews.delete(file);
    }
    for (const file of files) {
      if (file.type.startsWith('image/') && !this.previews.has(file) && !this.undrawable.has(file)) {
        this.previews.set(file, URL.createObjectURL(file));
      }
    }
  }
}

define('chat-room-pending', PendingFiles);
