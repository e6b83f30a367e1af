import type { File as ChatFile } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import type { LaterFormats } from '../../../locales/formats-later.js';
import type { TranslateAll } from '../../../locales/media-words.js';
import { icon } from '../../../theme/icons-later.js';

export interface FileCard {
  readonly t: TranslateAll;
  readonly formats: LaterFormats;
  readonly file: ChatFile;
  /** Where its bytes are. */
  readonly url: string;
  readonly tabIndex: number;
  /** Shows it in place; only of kinds that can be. */
  readonly open?: (() => void) | undefined;
}

/** A file by its kind, name and size, to be saved, and where that is safe to be read. */
export function fileCard({ t, formats, file, url, tabIndex, open }: FileCard): TemplateResult {
  const { name, size } = file;
  const label = t('file.download', { name });
  const about = html`${sheet(name)}<span class="about"><bdi>${name}</bdi><small aria-hidden="true"><span dir="ltr">${formats.size(size)}</span></small></span>`;
  if (!open) {
    return html`<a class="file" tabindex=${tabIndex} href=${url} download=${name} rel="noopener" aria-label=${label} title=${label}>
      ${about}${icon('download')}
    </a>`;
  }
  return html`<div class="file">
    <button class="read" tabindex=${tabIndex} aria-label=${t('file.read', { name })} title=${t('file.read', { name })} @click=${open}>${about}</button>
    <a class="icon-button" tabindex=${tabIndex} href=${url} download=${name} rel="noopener" aria-label=${label} title=${label}>${icon('download')}</a>
  </div>`;
}

/** A sheet of paper with the ending of the name on it. */
export function sheet(name: string): TemplateResult {
  const [, ending] = /\.([\p{L}\p{N}]{1,4})$/u.exec(name) ?? [];
  return html`<span class="sheet" aria-hidden="true">${icon('file')}${ending ? html`<b>${ending.toUpperCase()}</b>` : nothing}</span>`;
}
