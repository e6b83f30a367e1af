import type { File as ChatFile } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';

import type { RoomMessage, Upload } from '../../client/types.js';
import { formats } from '../../locales/formats.js';
import { icon } from '../../theme/icons.js';
import type { ChatContext } from '../chat-element.js';
import { sized } from '../sized.js';
import { pictureBox } from './picture-box.js';

export interface AttachmentActions {
  openPicture(message: RoomMessage, index: number): void;
  cancelUpload(message: RoomMessage, uploadId: string): void;
}

/** Shown as a picture only when the server measured it as one. */
export const isPicture = (file: ChatFile): boolean => file.width !== undefined && file.height !== undefined;

const hasPreview = ({ previewUrl, width, height }: Upload): boolean => Boolean(previewUrl && width && height);

/** Then the time lies on the picture. */
export const hasOnlyPictures = ({ files, uploads = [] }: RoomMessage): boolean =>
  files.length + uploads.length > 0 && files.every(isPicture) && uploads.every(hasPreview);

export function attachments(
  ctx: ChatContext,
  message: RoomMessage,
  actions: AttachmentActions,
): TemplateResult | typeof nothing {
  const uploads = message.uploads ?? [];
  if (message.files.length === 0 && uploads.length === 0) return nothing;
  const many = message.files.length + uploads.length > 1;
  return html`<div class="attachments ${many ? 'many' : ''}">
    ${message.files.map((file, index) =>
      isPicture(file) ? picture(ctx, file, many, () => actions.openPicture(message, index)) : fileCard(ctx, file),
    )}
    ${uploads.map((upload) => uploading(ctx, upload, many, () => actions.cancelUpload(message, upload.id)))}
  </div>`;
}

/** Its space is there before it is; until then its tiny likeness. Sizes go through CSSOM: a strict page forbids `style="…"`. */
function picture(ctx: ChatContext, file: ChatFile, many: boolean, open: () => void): TemplateResult {
  const name = ctx.t('file.open', { name: file.name });
  const box = pictureBox(file.width ?? 1, file.height ?? 1, many);
  return html`<button class="picture" aria-label=${name} title=${file.name} ${sized(box)} @click=${open}>
    ${file.placeholder ? html`<img class="likeness" src=${file.placeholder} alt="" aria-hidden="true" />` : nothing}
    <img src=${ctx.client.resolve(file.thumbnailUrl ?? file.url)} alt="" loading="lazy" decoding="async" draggable="false" />
  </button>`;
}

function fileCard(ctx: ChatContext, file: ChatFile): TemplateResult {
  const name = ctx.t('file.download', { name: file.name });
  return html`<a class="file" href=${ctx.client.resolve(file.url)} download=${file.name} rel="noopener" aria-label=${name} title=${name}>
    <span class="sheet">${icon('file')}<b>${extension(file.name)}</b></span>
    <span class="about"><bdi>${file.name}</bdi><small>${formats(ctx.lang).size(file.size)}</small></span>
    ${icon('download')}
  </a>`;
}

function uploading(ctx: ChatContext, upload: Upload, many: boolean, cancel: () => void): TemplateResult {
  const { t, lang } = ctx;
  const percent = formats(lang).percent(upload.progress);
  const name = t('file.uploading', { name: upload.name, percent });
  const stop = t('file.cancel', { name: upload.name });
  const bar = html`<progress max="1" .value=${upload.progress} aria-label=${name}></progress>`;
  const button =
    upload.state === 'done'
      ? nothing
      : html`<button class="icon-button stop" aria-label=${stop} title=${stop} @click=${cancel}>${icon('close')}</button>`;
  if (upload.previewUrl && upload.width && upload.height) {
    return html`<div class="picture busy" ${sized(pictureBox(upload.width, upload.height, many))}>
      <img src=${upload.previewUrl} alt=${upload.name} />${button}${bar}
    </div>`;
  }
  return html`<div class="file busy">
    <span class="sheet">${icon('file')}<b>${extension(upload.name)}</b></span>
    <span class="about">
      <bdi>${upload.name}</bdi>
      <small>${formats(lang).size(upload.size)} · ${percent}</small>
      ${bar}
    </span>
    ${button}
  </div>`;
}

function extension(name: string): string {
  const [, found = ''] = /\.([\p{L}\p{N}]{1,4})$/u.exec(name) ?? [];
  return found.toUpperCase();
}
