import { isAcceptedType } from '@chat-room/protocol/file-types';
import { limits } from '@chat-room/protocol/limits';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { laterFormats } from '../../locales/formats-later.js';
import { mediaWords } from '../../locales/media-words.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons-later.js';
import { type ChatContext, define } from '../chat-element.js';
import { MediaElement } from '../media-element.js';
import { styles } from './pending-files.styles.js';

interface Admitted {
  readonly files: readonly File[];
  /** What was not taken, and why; empty when all was. */
  readonly problem: string;
}

/** Adds what the server would take to what waits already. */
export function admitFiles(waiting: readonly File[], added: readonly File[], ctx: ChatContext): Admitted {
  const { maxFileBytes = limits.fileBytes, filesPerMessage = limits.filesPerMessage } = ctx.config ?? {};
  const refused = added.map((file) => refusal(file, maxFileBytes, ctx));
  const fitting = added.filter((_, at) => refused[at] === undefined);
  const files = [...waiting, ...fitting].slice(0, filesPerMessage);
  const tooMany = files.length < waiting.length + fitting.length;
  const problem = refused.find((sentence) => sentence !== undefined);
  return { files, problem: problem ?? (tooMany ? mediaWords(ctx.t)('composer.tooMany', { n: filesPerMessage }) : '') };
}

/** Why the server would not take it. Of what the browser does not know, the content decides later. */
function refusal(
  { name, size, type }: File,
  maxBytes: number,
  { t: first, lang, config }: ChatContext,
): string | undefined {
  const t = mediaWords(first);
  const accepted = config?.fileTypes ?? ['*'];
  if (size > maxBytes) return t('composer.tooLarge', { name, size: laterFormats(lang).size(maxBytes) });
  if (type === '' || isAcceptedType(type, accepted)) return undefined;
  return t('composer.wrongKind', { name, kinds: accepted.join(', ') });
}

/**
 * Files chosen, pasted or dropped that wait for Send.
 *
 * @fires removed - `detail` is the file.
 */
export class PendingFiles extends MediaElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) files: readonly File[] = [];
  /** Of the pictures among them. */
  private readonly previews = new Map<File, string>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.keepPreviews([]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('files')) this.keepPreviews(this.files);
  }

  protected override render(): TemplateResult {
    return html`<ul>
      ${this.files.map((file) => {
        const name = this.t('composer.remove', { name: file.name });
        const preview = this.previews.get(file);
        return html`<li>
          ${preview ? html`<img src=${preview} alt="" />` : html`<span class="sheet">${icon('file')}</span>`}
          <span class="about"><bdi>${file.name}</bdi><small>${this.formats.size(file.size)}</small></span>
          <button class="icon-button" aria-label=${name} title=${name} @click=${() => this.tell('removed', file)}>
            ${icon('close')}
          </button>
        </li>`;
      })}
    </ul>`;
  }

  private keepPreviews(files: readonly File[]): void {
    for (const [file, url] of this.previews) {
      if (files.includes(file)) continue;
      URL.revokeObjectURL(url);
      this.previews.delete(file);
    }
    for (const file of files) {
      if (file.type.startsWith('image/') && !this.previews.has(file))
        this.previews.set(file, URL.createObjectURL(file));
    }
  }
}

define('chat-room-pending', PendingFiles);
