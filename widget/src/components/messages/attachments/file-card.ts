import type { File as ChatFile } from '@chat-room/protocol';
import { html, type TemplateResult } from 'lit';
import type { LaterFormats } from '../../../locales/formats-later.js';
import type { TranslateAll } from '../../../locales/media-words.js';
import { icon } from '../../../theme/icons-later.js';

export interface FileCard {
  readonly t: TranslateAll;
  readonly formats: LaterFormats;
  readonly file: ChatFile;
  /** Where it is saved from. */
  readonly url: string;
  readonly tabIndex: number;
  /** Shows it in place; only of kinds that can be. */
  readonly open?: (() => void) | undefined;
}

/** A file by its kind, name and size, to be saved, and where that is safe to be read. */
export function fileCard({ t, formats, file, url, tabIndex, open }: FileCard): TemplateResult {
  const { name, size } = file;
  const save = t('file.download', { name });
  const about = html`${sheet(name)}<span class="about"><bdi>${name}</bdi><small><span dir="ltr">${formats.size(size)}</span></small></span>`;
  if (!open) {
    return html`<a class="file" tabindex=${tabIndex} href=${url} download=${name} rel="noopener" title=${save}>
      <span class="unseen">${save}</span>${about}${icon('download')}
    </a>`;
  }
  const read = t('file.read', { name });
  return html`<div class="file">
    <button class="read" tabindex=${tabIndex} title=${read} @click=${open}><span class="unseen">${read}</span>${about}</button>
    <a class="icon-button" tabindex=${tabIndex} href=${url} download=${name} rel="noopener" aria-label=${save} title=${save}>${icon('download')}</a>
  </div>`;
}

/** What kind of file it is: the ending of its name, a sheet of paper where that has none. */
export function sheet(name: string): TemplateResult {
  const [, ending] = /\.([\p{L}\p{N}]{1,4})$/u.exec(name) ?? [];
  return html`<span class="sheet">${ending ? html`<b>${ending.toUpperCase()}</b>` : icon('file')}</span>`;
}
