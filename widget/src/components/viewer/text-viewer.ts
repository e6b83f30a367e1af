import type { File as ChatFile } from '@chat-room/protocol';
import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons-later.js';
import { define } from '../chat-element.js';
import { dialogStyles } from '../dialog/dialog.styles.js';
import { keepEscape } from '../dialog/keep-escape.js';
import { MediaElement } from '../media-element.js';
import { savedFrom } from '../messages/saved-from.js';

/** Bytes of a text that are shown; who wants all of a longer one saves it. */
const mostBytes = 200_000;

/**
 * A text file, to be read: its characters and nothing else, so that nothing in it is ever run.
 *
 * @fires closed
 */
export class TextViewer extends MediaElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      dialog {
        inline-size: min(720px, calc(100vw - 32px));
        padding: 12px 12px 20px 20px;
        overflow: hidden;
      }
      dialog[open] {
        grid-template-rows: auto minmax(0, 1fr);
        gap: 8px;
      }
      header {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      h2 {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      pre {
        margin: 0;
        min-block-size: 120px;
        max-block-size: calc(100dvh - 140px);
        padding-inline-end: 8px;
        overflow: auto;
        white-space: pre-wrap;
        font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
        font-size: var(--_meta-size);
        line-height: var(--_text-line);
      }
    `,
  ];

  @property({ attribute: false }) file!: ChatFile;
  @state() private text = '';
  @state() private note = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    keepEscape(this.dialog);
    this.dialog.showModal();
    void this.read();
  }

  protected override render(): TemplateResult {
    const { t, file } = this;
    const download = t('file.download', { name: file.name });
    return html`<dialog aria-label=${file.name} @close=${() => this.tell('closed')} @click=${this.beside}>
      <header>
        <h2><bdi>${file.name}</bdi></h2>
        <a class="icon-button" href=${savedFrom(this.ctx, file)} download=${file.name} rel="noopener" aria-label=${download} title=${download}>
          ${icon('download')}
        </a>
        <button class="icon-button" autofocus aria-label=${t('action.close')} title=${t('action.close')} @click=${() => this.dialog.close()}>
          ${icon('close')}
        </button>
      </header>
      <pre dir="auto" tabindex="0" aria-busy=${!this.text && !this.note}>${this.text}</pre>
      ${this.note ? html`<p role="status">${this.note}</p>` : nothing}
    </dialog>`;
  }

  private async read(): Promise<void> {
    const { url, size } = this.file;
    try {
      const response = await fetch(this.ctx.client.resolve(url), { headers: { range: `bytes=0-${mostBytes - 1}` } });
      if (!response.ok) throw new Error(`Answered with ${response.status}.`);
      // The last character may be cut in two.
      this.text = new TextDecoder().decode(await response.arrayBuffer(), { stream: true });
      if (size > mostBytes) this.note = this.t('file.beginning', { size: this.formats.size(mostBytes) });
    } catch {
      this.note = this.t('error.offline');
    }
  }

  private beside(event: Event): void {
    if (event.target === this.dialog) this.dialog.close();
  }
}

define('chat-room-text-viewer', TextViewer);
