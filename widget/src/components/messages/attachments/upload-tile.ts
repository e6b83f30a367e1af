import { html, nothing, type TemplateResult } from 'lit';
import type { Upload } from '../../../client/types.js';
import type { LaterFormats } from '../../../locales/formats-later.js';
import type { TranslateAll } from '../../../locales/media-words.js';
import { icon } from '../../../theme/icons-media.js';
import type { UploadChange } from '../row-view.js';
import { sheet } from './file-card.js';

interface Speech {
  readonly t: TranslateAll;
  readonly formats: LaterFormats;
}

type Change = (change: UploadChange) => void;

/** A picture on its way up, over its preview. */
export function pictureUpload(speech: Speech, upload: Upload, change: Change): TemplateResult {
  return html`<div class="picture busy">
    <img src=${upload.previewUrl} alt=${upload.alt ?? upload.name} />${buttons(speech, upload, change)}${bar(speech, upload)}
  </div>`;
}

/** Any other file on its way up. */
export function fileUpload(speech: Speech, upload: Upload, change: Change): TemplateResult {
  return html`<div class="file busy">
    ${sheet(upload.name)}
    <span class="about">
      <bdi>${upload.name}</bdi>
      <small><span dir="ltr">${speech.formats.size(upload.size)}</span>${stateOf(speech, upload)}</small>
      ${bar(speech, upload)}
    </span>
    ${buttons(speech, upload, change)}
  </div>`;
}

function stateOf({ t, formats }: Speech, { state, progress }: Upload): string {
  if (state === 'failed' || state === 'done') return '';
  if (state === 'paused') return ` · ${t('file.paused')}`;
  return ` · ${state === 'waiting' && progress === 0 ? t('file.waiting') : formats.percent(progress)}`;
}

function bar({ t, formats }: Speech, { name, progress, state }: Upload): TemplateResult | typeof nothing {
  if (state === 'done' || state === 'failed') return nothing;
  const label = t('file.uploading', { name, percent: formats.percent(progress) });
  return html`<progress class=${state} max="1" .value=${progress} aria-label=${label}></progress>`;
}

function buttons({ t }: Speech, { id, name, state }: Upload, change: Change): TemplateResult | typeof nothing {
  if (state === 'done') return nothing;
  const button = (to: UploadChange['to'], drawing: 'close' | 'pause' | 'play') => {
    const label = t(`file.${to}`, { name });
    return html`<button class="icon-button" aria-label=${label} title=${label} @click=${() => change({ id, to })}>
      ${icon(drawing)}
    </button>`;
  };
  return html`<span class="controls">
    ${state === 'paused' ? button('resume', 'play') : state === 'failed' ? nothing : button('pause', 'pause')}
    ${button('cancel', 'close')}
  </span>`;
}
