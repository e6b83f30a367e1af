import type { File as ChatFile } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { RoomMessage, Upload } from '../../../client/types.js';
import { controls } from '../../../theme/controls.js';
import { icon } from '../../../theme/icons-later.js';
import { define } from '../../chat-element.js';
import { LaterElement } from '../../later-element.js';
import { sized } from '../../sized.js';
import { isPicture } from '../picture-files.js';
import { styles } from './attachments.styles.js';
import { pictureBox } from './picture-box.js';

/**
 * What a message carries: pictures at their proportions, other files as cards, uploads with their progress.
 *
 * @fires picture - One was chosen to be seen large: `detail` is its index among the files.
 * @fires cancel - `detail` is the id of the upload to stop.
 */
export class Attachments extends LaterElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) message!: RoomMessage;
  /** Whether Tab stops here. */
  @property({ attribute: false }) reachable = false;
  /** Then pictures are tiles. */
  @property({ type: Boolean, reflect: true }) many = false;

  protected override willUpdate(): void {
    const { files, uploads = [] } = this.message;
    this.many = files.length + uploads.length > 1;
  }

  protected override render(): unknown {
    const { files, uploads = [] } = this.message;
    return [
      ...files.map((file, index) => (isPicture(file) ? this.picture(file, index) : this.card(file))),
      ...uploads.map((upload) => this.upload(upload)),
    ];
  }

  /** Its space is there before it is; until then its tiny likeness. Sizes go through CSSOM: a strict page forbids `style="…"`. */
  private picture(file: ChatFile, index: number): TemplateResult {
    const name = this.t('file.open', { name: file.name });
    const box = pictureBox(file.width ?? 1, file.height ?? 1, this.many);
    return html`<button class="picture" tabindex=${this.reachable ? 0 : -1} aria-label=${name} title=${file.name} ${sized(box)} @click=${() => this.tell('picture', index)}>
      ${file.placeholder ? html`<img class="likeness" src=${file.placeholder} alt="" aria-hidden="true" />` : nothing}
      <img src=${this.ctx.client.resolve(file.thumbnailUrl ?? file.url)} alt="" loading="lazy" decoding="async" draggable="false" />
    </button>`;
  }

  private card(file: ChatFile): TemplateResult {
    const name = this.t('file.download', { name: file.name });
    return html`<a class="file" tabindex=${this.reachable ? 0 : -1} href=${this.ctx.client.resolve(file.url)} download=${file.name} rel="noopener" aria-label=${name} title=${name}>
      <span class="sheet">${icon('file')}<b>${extension(file.name)}</b></span>
      <span class="about"><bdi>${file.name}</bdi><small>${this.formats.size(file.size)}</small></span>
      ${icon('download')}
    </a>`;
  }

  private upload(upload: Upload): TemplateResult {
    const percent = this.formats.percent(upload.progress);
    const name = this.t('file.uploading', { name: upload.name, percent });
    const bar = html`<progress max="1" .value=${upload.progress} aria-label=${name}></progress>`;
    if (upload.previewUrl && upload.width && upload.height) {
      return html`<div class="picture busy" ${sized(pictureBox(upload.width, upload.height, this.many))}>
        <img src=${upload.previewUrl} alt=${upload.name} />${this.stop(upload)}${bar}
      </div>`;
    }
    return html`<div class="file busy">
      <span class="sheet">${icon('file')}<b>${extension(upload.name)}</b></span>
      <span class="about">
        <bdi>${upload.name}</bdi>
        <small>${this.formats.size(upload.size)} · ${percent}</small>
        ${bar}
      </span>
      ${this.stop(upload)}
    </div>`;
  }

  private stop({ id, name, state }: Upload): TemplateResult | typeof nothing {
    if (state === 'done') return nothing;
    const label = this.t('file.cancel', { name });
    return html`<button class="icon-button stop" aria-label=${label} title=${label} @click=${() => this.tell('cancel', id)}>
      ${icon('close')}
    </button>`;
  }
}

function extension(name: string): string {
  const [, found = ''] = /\.([\p{L}\p{N}]{1,4})$/u.exec(name) ?? [];
  return found.toUpperCase();
}

define('chat-room-attachments', Attachments);
