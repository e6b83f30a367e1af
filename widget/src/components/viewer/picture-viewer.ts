import type { File as ChatFile } from '@chat-room/protocol';
import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { RoomMessage } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons-later.js';
import { define } from '../chat-element.js';
import { MediaElement } from '../media-element.js';
import { isPicture } from '../messages/picture-files.js';

/**
 * A message's pictures, large, over the whole page. Arrow keys go through them; Escape and a tap beside them close.
 *
 * @fires closed
 */
export class PictureViewer extends MediaElement {
  static override styles = [
    controls,
    css`
      dialog {
        inset: 0;
        inline-size: 100vw;
        block-size: 100dvh;
        max-inline-size: none;
        max-block-size: none;
        margin: 0;
        padding: 0;
        border: 0;
        background: none;
        color: #fff;
        overflow: hidden;
      }
      dialog[open] {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        animation: fade var(--_calm);
      }
      dialog::backdrop {
        background: #0b0d11f0;
      }
      @keyframes fade {
        from {
          opacity: 0;
        }
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 12px;
        padding-inline-start: 20px;
      }
      header div {
        display: grid;
        flex: 1;
        min-inline-size: 0;
      }
      bdi,
      small {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      small {
        opacity: 0.8;
        font-size: var(--_meta-size);
        line-height: var(--_meta-line);
      }
      .icon-button,
      .icon-button:hover:not(:disabled) {
        color: #fff;
      }
      .icon-button:hover:not(:disabled) {
        background: #ffffff26;
      }
      :focus-visible {
        outline-color: #fff;
      }
      .stage {
        position: relative;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        place-items: center;
        min-block-size: 0;
        padding: 0 16px 24px;
      }
      .stage img {
        grid-area: 1 / 1;
        max-inline-size: 100%;
        max-block-size: 100%;
        inline-size: auto;
        block-size: auto;
        object-fit: contain;
        border-radius: 4px;
      }
      .step {
        position: absolute;
        inset-block-start: calc(50% - 22px);
        inline-size: 44px;
        block-size: 44px;
        border-radius: 50%;
        background: #0006;
      }
      .previous {
        inset-inline-start: 16px;
      }
      .next {
        inset-inline-end: 16px;
        rotate: 180deg;
      }
    `,
  ];

  @property({ attribute: false }) message!: RoomMessage;
  @property({ attribute: false }) index = 0;
  @state() private at = 0;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  private get pictures(): readonly ChatFile[] {
    return this.message.files.filter(isPicture);
  }

  protected override firstUpdated(): void {
    const chosen = this.message.files[this.index];
    this.at = Math.max(
      0,
      this.pictures.findIndex(({ id }) => id === chosen?.id),
    );
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { t, pictures } = this;
    const file = pictures[this.at];
    if (!file) return html`<dialog @close=${() => this.tell('closed')}></dialog>`;
    const download = t('file.download', { name: file.name });
    return html`<dialog aria-label=${file.name} @close=${() => this.tell('closed')} @keydown=${this.key}>
      <header>
        <div>
          <bdi>${file.name}</bdi>
          <small>${this.message.sender.displayName} · ${this.formats.brief(new Date(this.message.createdAt), new Date())} · ${this.formats.size(file.size)}</small>
        </div>
        <a class="icon-button" href=${this.ctx.client.resolve(file.url)} download=${file.name} rel="noopener" aria-label=${download} title=${download}>
          ${icon('download')}
        </a>
        <button class="icon-button" autofocus aria-label=${t('action.close')} title=${t('action.close')} @click=${() => this.dialog.close()}>
          ${icon('close')}
        </button>
      </header>
      <div class="stage" @click=${this.beside}>
        <img src=${this.ctx.client.resolve(file.url)} alt=${file.name} width=${file.width ?? nothing} height=${file.height ?? nothing} />
        ${this.at > 0 ? this.step('previous', -1) : nothing} ${this.at < pictures.length - 1 ? this.step('next', 1) : nothing}
      </div>
    </dialog>`;
  }

  private step(name: 'previous' | 'next', by: number): TemplateResult {
    const label = this.t(`file.${name}`);
    return html`<button class="icon-button step ${name}" aria-label=${label} title=${label} @click=${() => this.go(by)}>${icon('back', true)}</button>`;
  }

  private go(by: number): void {
    this.at = Math.max(0, Math.min(this.pictures.length - 1, this.at + by));
  }

  private key(event: KeyboardEvent): void {
    const forward = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const by = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
    if (by) this.go(by);
  }

  private beside(event: Event): void {
    if (event.target === event.currentTarget) this.dialog.close();
  }
}

define('chat-room-viewer', PictureViewer);
