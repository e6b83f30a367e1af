import { limits } from '@chat-room/protocol/limits';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { formats } from '../../locales/formats.js';
import { icon } from '../../theme/icons.js';
import type { ChatContext } from '../chat-element.js';

interface Pending {
  readonly file: File;
  /** For pictures. */
  readonly url?: string;
}

/** Files chosen, pasted or dropped that wait for Send. */
export class PendingFiles implements ReactiveController {
  list: readonly Pending[] = [];

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.clear();
  }

  /** Takes what the server would take; says what it would not. */
  add(files: readonly File[], { t, lang, config }: ChatContext): string {
    const maxBytes = config?.maxFileBytes ?? limits.fileBytes;
    const max = config?.filesPerMessage ?? limits.filesPerMessage;
    const fitting = files.filter(({ size }) => size <= maxBytes);
    const room = Math.max(0, max - this.list.length);
    const added = fitting
      .slice(0, room)
      .map((file) => (file.type.startsWith('image/') ? { file, url: URL.createObjectURL(file) } : { file }));
    this.set([...this.list, ...added]);
    const large = files.find(({ size }) => size > maxBytes);
    if (large) return t('composer.tooLarge', { name: large.name, size: formats(lang).size(maxBytes) });
    return fitting.length > room ? t('composer.tooMany', { n: max }) : '';
  }

  /** Hands them over and forgets them. */
  take(): File[] {
    const files = this.list.map(({ file }) => file);
    this.clear();
    return files;
  }

  clear(): void {
    for (const { url } of this.list) if (url) URL.revokeObjectURL(url);
    if (this.list.length > 0) this.set([]);
  }

  view({ t }: ChatContext): TemplateResult | typeof nothing {
    if (this.list.length === 0) return nothing;
    return html`<ul class="files">
      ${this.list.map((pending) => {
        const name = t('composer.remove', { name: pending.file.name });
        return html`<li>
          ${pending.url ? html`<img src=${pending.url} alt="" />` : html`<span class="sheet">${icon('file')}</span>`}
          <bdi>${pending.file.name}</bdi>
          <button class="icon-button" aria-label=${name} title=${name} @click=${() => this.remove(pending)}>${icon('close')}</button>
        </li>`;
      })}
    </ul>`;
  }

  private remove(pending: Pending): void {
    if (pending.url) URL.revokeObjectURL(pending.url);
    this.set(this.list.filter((other) => other !== pending));
  }

  private set(list: readonly Pending[]): void {
    this.list = list;
    this.host.requestUpdate();
  }
}
