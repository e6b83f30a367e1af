import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { mediaWords } from '../../../locales/media-words.js';
import { type IconName, icon } from '../../../theme/icons-media.js';
import type { ChatElement } from '../../chat-element.js';
import { PressOutside } from '../press-outside.js';

interface Host extends ChatElement {
  attach(files: readonly File[]): Promise<void>;
}

interface Choice {
  readonly said: 'attach.photo' | 'attach.movie' | 'attach.library' | 'attach.files';
  readonly icon: IconName;
  readonly accept: string;
  readonly usesCamera?: boolean;
}

const choices: readonly Choice[] = [
  { said: 'attach.photo', icon: 'camera', accept: 'image/*', usesCamera: true },
  { said: 'attach.movie', icon: 'movie', accept: 'video/*', usesCamera: true },
  { said: 'attach.library', icon: 'picture', accept: 'image/*,video/*' },
  { said: 'attach.files', icon: 'file', accept: '' },
];

/** Where a file comes from, on phones: the camera, the library, the files. */
export class AttachMenu implements ReactiveController {
  private isOpen = false;

  constructor(private readonly host: Host) {
    host.addController(this);
    new PressOutside(host, '.sources, .attach', () => this.close());
  }

  hostDisconnected(): void {
    this.isOpen = false;
  }

  async toggle(): Promise<void> {
    this.show(!this.isOpen);
    await this.host.updateComplete;
    if (this.isOpen) this.items()[0]?.focus();
  }

  /** False when it was not open. */
  close(): boolean {
    const { isOpen } = this;
    if (isOpen) this.show(false);
    return isOpen;
  }

  view(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const t = mediaWords(this.host.ctx.t);
    return html`<div class="sources" role="menu" aria-label=${t('attach.title')} @keydown=${this.key}>
      ${choices.map(
        ({
          said,
          icon: drawing,
          accept,
          usesCamera,
        }) => html`<button role="menuitem" tabindex="-1" @click=${this.choose}>
          ${icon(drawing)}<span>${t(said)}</span>
          <input type="file" hidden ?multiple=${!usesCamera} accept=${accept || nothing} capture=${usesCamera ? 'environment' : nothing} aria-label=${t(said)} @click=${stop} @change=${this.chosen} />
        </button>`,
      )}
    </div>`;
  }

  private items(): HTMLElement[] {
    return [...this.host.renderRoot.querySelectorAll<HTMLElement>('.sources [role=menuitem]')];
  }

  private show(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.host.requestUpdate();
  }

  private readonly choose = (event: Event): void => {
    (event.currentTarget as Element).querySelector('input')?.click();
  };

  private readonly chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    void this.host.attach([...(input.files ?? [])]);
    this.close();
  };

  private readonly key = (event: KeyboardEvent): void => {
    const items = this.items();
    const at = items.findIndex((item) => item.matches(':focus'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else return;
    event.preventDefault();
    if (to === undefined) this.host.renderRoot.querySelector<HTMLElement>('.attach')?.focus();
  };
}

/** The click of the hidden input is not one on its button. */
function stop(event: Event): void {
  event.stopPropagation();
}
