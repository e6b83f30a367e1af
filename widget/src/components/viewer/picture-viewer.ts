import type { File as ChatFile } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { RoomMessage } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons-media.js';
import { define } from '../chat-element.js';
import { keepEscape } from '../dialog/keep-escape.js';
import { MediaElement } from '../media-element.js';
import { isExpired, sayExpired } from '../messages/attachments/lost-pictures.js';
import { isPicture } from '../messages/picture-files.js';
import { savedFrom } from '../messages/saved-from.js';
import { sized } from '../sized.js';
import { Gestures } from './gestures.js';
import { styles } from './picture-viewer.styles.js';

/** CSS pixels that an arrow key moves a zoomed picture. */
const stride = 80;

/**
 * A message's pictures, large, over the whole page. One zooms by wheel, pinch, double tap, buttons and the keys + and -, goes
 * on by swipes and arrows, and closes by Escape, a swipe down and a tap beside the picture.
 *
 * @fires closed
 * @fires expired - The addresses of the pictures are not good any more.
 */
export class PictureViewer extends MediaElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) message!: RoomMessage;
  @property({ attribute: false }) index = 0;
  @state() private at = 0;
  /** Id of the picture that is all there. */
  @state() private loaded = '';
  /** Address of what could not be had. */
  @state() private missed = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('.stage') readonly stage!: HTMLElement | null;
  @query('.stage img') readonly picture!: HTMLImageElement | null;
  private readonly gestures = new Gestures(this);

  private get pictures(): readonly ChatFile[] {
    return this.message.files.filter(isPicture);
  }

  protected override firstUpdated(): void {
    const chosen = this.message.files[this.index];
    const at = this.pictures.findIndex(({ id }) => id === chosen?.id);
    this.at = Math.max(0, at);
    keepEscape(this.dialog);
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { t, pictures, at, gestures } = this;
    const file = pictures[at];
    if (!file) return html`<dialog @close=${() => this.tell('closed')}></dialog>`;
    const download = t('file.download', { name: file.name });
    const place = pictures.length > 1 ? t('file.place', { n: at + 1, count: pictures.length }) : '';
    return html`<dialog aria-label=${file.alt ?? file.name} @close=${() => this.tell('closed')} @keydown=${this.key}>
      <header>
        <div>
          <bdi>${file.name}</bdi>
          <small>${place ? html`<span>${place}</span> · ` : nothing}${this.about(file)}</small>
        </div>
        ${this.button('minus', 'file.smaller', () => gestures.step(-1), !gestures.isZoomed)}
        ${this.button('plus', 'file.larger', () => gestures.step(1))}
        <a class="icon-button" href=${savedFrom(this.ctx, file)} download=${file.name} rel="noopener" aria-label=${download} title=${download}>
          ${icon('download')}
        </a>
        <button class="icon-button" autofocus aria-label=${t('action.close')} title=${t('action.close')} @click=${this.close}>
          ${icon('close')}
        </button>
      </header>
      <div
        class="stage ${gestures.isZoomed ? 'zoomed' : ''}"
        @wheel=${gestures.wheel}
        @pointerdown=${gestures.down}
        @pointermove=${gestures.moved}
        @pointerup=${gestures.up}
        @pointercancel=${gestures.up}
      >
        ${this.missed === file.url ? this.miss() : this.large(file)} ${at > 0 ? this.step('previous', -1) : nothing} ${at < pictures.length - 1 ? this.step('next', 1) : nothing}
      </div>
      <p class="caption" dir="auto">${file.alt ?? ''}</p>
      <span class="unseen" role="status">${place ? `${place}: ${file.alt ?? file.name}` : ''}</span>
    </dialog>`;
  }

  /** Until it is there, what the list shows of it. */
  private large({ id, name, alt, url, thumbnailUrl, width, height }: ChatFile): TemplateResult {
    const { client } = this.ctx;
    // Through a picture that is not opaque its likeness would be seen.
    const likeness = thumbnailUrl && this.loaded !== id ? `url("${client.resolve(thumbnailUrl)}")` : 'none';
    return html`<img
      src=${client.resolve(url)}
      alt=${alt ?? name}
      width=${width ?? nothing}
      height=${height ?? nothing}
      draggable="false"
      ${sized({ 'background-image': likeness })}
      @load=${() => {
        this.loaded = id;
      }}
      @error=${() => this.fail(url)}
    />`;
  }

  private fail(url: string): void {
    this.missed = url;
    if (isExpired(this.ctx.client.resolve(url))) sayExpired(this);
  }

  private miss(): TemplateResult {
    const again = () => {
      this.missed = '';
      this.keepFocus();
    };
    return html`<p class="missed" role="alert">
      ${this.t('error.offline')} <button class="link" @click=${again}>${this.t('action.retry')}</button>
    </p>`;
  }

  private about({ size }: ChatFile): TemplateResult {
    const { sender, createdAt } = this.message;
    const at = this.formats.brief(new Date(createdAt), new Date());
    return html`<bdi>${sender.displayName}</bdi> · ${at} · ${this.formats.size(size)}`;
  }

  private button(
    drawing: 'plus' | 'minus',
    said: 'file.larger' | 'file.smaller',
    act: () => void,
    disabled = false,
  ): TemplateResult {
    const label = this.t(said);
    return html`<button class="icon-button" aria-label=${label} title=${label} aria-disabled=${disabled} @click=${act}>${icon(drawing)}</button>`;
  }

  private step(name: 'previous' | 'next', by: 1 | -1): TemplateResult {
    const label = this.t(`file.${name}`);
    return html`<button class="icon-button step ${name}" aria-label=${label} title=${label} @click=${() => this.turn(by)}>${icon('back', true)}</button>`;
  }

  readonly close = (): void => this.dialog.close();

  /** On or back by one. */
  turn(by: 1 | -1): void {
    const to = Math.max(0, Math.min(this.pictures.length - 1, this.at + by));
    if (to === this.at) return;
    this.at = to;
    // Else the one before is seen, in the shape of the next, until that has come.
    this.picture?.removeAttribute('src');
    this.gestures.reset();
    this.keepFocus();
  }

  /** What had it may be gone with the next update. */
  private keepFocus(): void {
    void this.updateComplete.then(() => {
      if (!this.renderRoot.querySelector(':focus')) this.renderRoot.querySelector<HTMLElement>('[autofocus]')?.focus();
    });
  }

  private key(event: KeyboardEvent): void {
    const { gestures } = this;
    const forward = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] } as const;
    const arrow = arrows[event.key as keyof typeof arrows];
    if (event.key === '+' || event.key === '=') gestures.step(1);
    else if (event.key === '-') gestures.step(-1);
    else if (event.key === '0') gestures.reset();
    else if (arrow && gestures.isZoomed) gestures.move({ x: -arrow[0] * stride, y: -arrow[1] * stride });
    else if (arrow?.[0]) this.turn(arrow[0] === forward ? 1 : -1);
    else return;
    event.preventDefault();
  }
}

define('chat-room-viewer', PictureViewer);
