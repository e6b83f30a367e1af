import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { controls } from '../../theme/controls.js';
import { fields } from '../../theme/fields.js';
import { define } from '../chat-element.js';
import { dialogStyles } from '../dialog/dialog.styles.js';
import { keepEscape } from '../dialog/keep-escape.js';
import { LaterElement } from '../later-element.js';
import { styles } from './avatar-cropper.styles.js';

const shown = 256;
/** Pixels of the picture that is sent; the server makes its own sizes from it. */
const sent = 512;
const largestZoom = 4;

/**
 * Cuts a square out of a picture: drag or arrow keys to move, slider or wheel to zoom. The browser turns it upright.
 *
 * @fires cropped - `detail` is the square as a `Blob` of JPEG.
 * @fires cancelled - Closed without a choice.
 */
export class AvatarCropper extends LaterElement {
  static override styles = [controls, fields, dialogStyles, styles];

  @property({ attribute: false }) source?: Blob;
  @state() private zoom = 1;
  @state() private failed = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  private bitmap: ImageBitmap | undefined;
  /** The picture's point in the middle of the square, 0 to 1 of its width and height. */
  private center = { x: 0.5, y: 0.5 };

  protected override render(): TemplateResult {
    const { t } = this;
    return html`<dialog part="dialog" aria-labelledby="title" @close=${this.closed}>
      <h2 id="title">${t('crop.title')}</h2>
      ${
        this.failed
          ? html`<p role="alert" class="problem">${t('crop.failed')}</p>`
          : html`<div
                class="stage"
                tabindex="0"
                role="img"
                aria-label=${t('crop.hint')}
                @pointerdown=${this.grab}
                @pointermove=${this.drag}
                @wheel=${this.wheel}
                @keydown=${this.key}
              >
                <canvas width=${shown * 2} height=${shown * 2}></canvas>
              </div>
              <p class="hint">${t('crop.hint')}</p>
              <label
                >${t('crop.zoom')}
                <input
                  type="range"
                  min="1"
                  max=${largestZoom}
                  step="0.01"
                  .value=${String(this.zoom)}
                  @input=${(event: Event) => this.zoomTo(Number((event.target as HTMLInputElement).value))}
                />
              </label>`
      }
      <div class="actions">
        <button type="button" class="button" @click=${() => this.dialog.close()}>${t('action.cancel')}</button>
        ${this.failed ? nothing : html`<button type="button" class="button main" @click=${this.use}>${t('crop.use')}</button>`}
      </div>
    </dialog>`;
  }

  protected override async firstUpdated(): Promise<void> {
    keepEscape(this.dialog);
    this.dialog.showModal();
    try {
      this.bitmap = await createImageBitmap(this.source ?? new Blob());
      this.draw();
    } catch {
      this.failed = true;
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('zoom')) this.draw();
  }

  /** Side of the square in the picture's own pixels. */
  private side(): number {
    const { width = 1, height = 1 } = this.bitmap ?? {};
    return Math.min(width, height) / this.zoom;
  }

  private paint(canvas: HTMLCanvasElement): void {
    const { bitmap } = this;
    const context = canvas.getContext('2d');
    if (!bitmap || !context) return;
    const side = this.side();
    const keep = (at: number, length: number) => Math.min(1 - side / 2 / length, Math.max(side / 2 / length, at));
    this.center = { x: keep(this.center.x, bitmap.width), y: keep(this.center.y, bitmap.height) };
    const left = this.center.x * bitmap.width - side / 2;
    const top = this.center.y * bitmap.height - side / 2;
    context.imageSmoothingQuality = 'high';
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, left, top, side, side, 0, 0, canvas.width, canvas.height);
  }

  private draw(): void {
    if (this.canvas) this.paint(this.canvas);
  }

  private move(x: number, y: number): void {
    const { width = 1, height = 1 } = this.bitmap ?? {};
    const pixels = this.side() / shown;
    this.center = { x: this.center.x - (x * pixels) / width, y: this.center.y - (y * pixels) / height };
    this.draw();
  }

  private zoomTo(zoom: number): void {
    this.zoom = Math.min(largestZoom, Math.max(1, zoom));
  }

  private grab(event: PointerEvent): void {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  }

  private drag(event: PointerEvent): void {
    if (event.buttons) this.move(event.movementX, event.movementY);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.zoomTo(this.zoom * (event.deltaY < 0 ? 1.08 : 1 / 1.08));
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowLeft: [8, 0], ArrowRight: [-8, 0], ArrowUp: [0, 8], ArrowDown: [0, -8] }[event.key];
    if (!step) return;
    event.preventDefault();
    this.move(step[0] ?? 0, step[1] ?? 0);
  }

  private use(): void {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = sent;
    this.paint(canvas);
    canvas.toBlob(
      (blob) => {
        if (blob) this.tell('cropped', blob);
        this.dialog.close();
      },
      'image/jpeg',
      0.9,
    );
  }

  private closed(): void {
    this.bitmap?.close();
    this.tell('cancelled');
  }
}

define('chat-room-cropper', AvatarCropper);
