import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { accountWords } from '../../locales/account-words.js';
import { icon } from '../../theme/icons-account.js';
import type { ChatContext } from '../chat-element.js';

/** The picture of a new account: chosen, cropped, shown, removed. The cropper loads when a file is chosen. */
export class PictureChoice implements ReactiveController {
  blob: Blob | undefined;
  private url: string | undefined;
  private source: File | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.set(undefined);
  }

  view(ctx: ChatContext): TemplateResult {
    const t = accountWords(ctx.t);
    const name = t('auth.chooseAvatar');
    return html`<div class="picture">
      <button type="button" class="choose" aria-label=${name} title=${name} @click=${this.choose}>
        ${this.url ? html`<img src=${this.url} alt="" />` : icon('camera')}
      </button>
      <input type="file" accept="image/*" hidden aria-label=${name} @change=${this.chosen} />
      <div>
        <button type="button" class="link" @click=${this.choose}>${name}</button>
        ${
          this.blob
            ? html`<button type="button" class="link" @click=${() => this.set(undefined)}>${t('auth.removeAvatar')}</button>`
            : html`<span class="hint">${t('auth.avatarHint')}</span>`
        }
      </div>
      ${
        this.source
          ? html`<chat-room-cropper
              .ctx=${ctx}
              .source=${this.source}
              @cropped=${(event: CustomEvent<Blob>) => this.set(event.detail)}
              @cancelled=${() => this.set(this.blob)}
            ></chat-room-cropper>`
          : nothing
      }
    </div>`;
  }

  private readonly choose = (event: Event): void => {
    const picture = (event.currentTarget as Element).closest('.picture');
    picture?.querySelector<HTMLInputElement>('input[type=file]')?.click();
  };

  private readonly chosen = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    await import('../cropper/avatar-cropper.js');
    this.source = file;
    this.host.requestUpdate();
  };

  private set(blob: Blob | undefined): void {
    this.source = undefined;
    if (blob !== this.blob) {
      if (this.url) URL.revokeObjectURL(this.url);
      this.blob = blob;
      this.url = blob && URL.createObjectURL(blob);
    }
    this.host.requestUpdate();
  }
}
