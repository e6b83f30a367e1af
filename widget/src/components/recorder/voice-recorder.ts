import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { controls } from '../../theme/controls.js';
import { type IconName, icon } from '../../theme/icons-media.js';
import { define } from '../chat-element.js';
import { MediaElement } from '../media-element.js';
import '../sound/sound-player.js';
import { bars } from '../sound/wave-form.js';
import { styles } from './voice-recorder.styles.js';
import type { Recorded, VoiceRecording } from './voice-recording.js';

/** Bars of the live wave form: the last two seconds and a half. */
const shown = 50;

/**
 * Where one records a voice message, in the place of what one writes with. It goes on without a finger on it; one can pause,
 * listen to it, throw it away, send it.
 *
 * @fires recorded - `detail` is what goes off.
 * @fires discarded
 */
export class VoiceRecorder extends MediaElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) recording!: VoiceRecording;
  /** Redraws while it records. */
  @property({ attribute: false }) level = '';
  @state() private heard: { recording: VoiceRecording; url: string } | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.recording.pause();
    this.forget();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.main')?.focus());
  }

  protected override render(): TemplateResult {
    const { t, recording } = this;
    return html`<div class="bar ${recording.state}" role="group" aria-label=${t('sound.voice')} @keydown=${this.key}>
        ${this.button('discard', 'trash', 'voice.discard', () => this.tell('discarded'))} ${this.middle()}
      </div>
      <span class="unseen" role="status">${recording.state === 'recording' ? t('voice.recording') : recording.state === 'paused' ? t('file.paused') : ''}</span>`;
  }

  private middle(): TemplateResult {
    const { t, recording } = this;
    switch (recording.state) {
      case 'asking':
        return html`<span class="wait">${t('voice.asking')}</span>`;
      case 'failed':
        return html`<span class="problem" role="alert">${t(`voice.${recording.problem ?? 'failed'}`)}</span>`;
      case 'done':
        return html`${this.player()}${this.sendButton()}`;
      default:
        return html`<time role="timer"><span class="light"></span>${this.formats.clock(recording.seconds)}</time>
          <span class="wave">${bars(this.lastLevels())}</span>
          ${
            recording.state === 'recording'
              ? this.button('main', 'pause', 'voice.pause', () => recording.pause())
              : this.button('main', 'mic', 'voice.resume', () => recording.resume())
          }
          ${this.button('listen', 'play', 'voice.listen', () => this.listen())} ${this.sendButton()}`;
    }
  }

  private player(): TemplateResult | typeof nothing {
    const { result } = this.recording;
    if (!result) return nothing;
    if (this.heard?.recording !== this.recording) {
      this.forget();
      this.heard = { recording: this.recording, url: URL.createObjectURL(result.file) };
    }
    return html`<chat-room-sound .ctx=${this.ctx} .src=${this.heard.url} .voice=${result.voice}></chat-room-sound>`;
  }

  private sendButton(): TemplateResult {
    return this.button('send', 'send', 'composer.send', () => this.send());
  }

  private button(
    part: string,
    drawing: IconName,
    said: 'voice.discard' | 'voice.pause' | 'voice.resume' | 'voice.listen' | 'composer.send',
    act: () => void,
  ): TemplateResult {
    const label = this.t(said);
    return html`<button class="icon-button ${part}" aria-label=${label} title=${label} @click=${act}>
      ${icon(drawing, drawing === 'send')}
    </button>`;
  }

  /** What was heard last stands at the end. */
  private lastLevels(): string {
    const { levels } = this.recording;
    const last = [...new Array<number>(shown).fill(0), ...levels].slice(-shown);
    return last.map((level) => Math.round(Math.min(1, level ** 0.6 * 1.2) * 15).toString(16)).join('');
  }

  private async listen(): Promise<void> {
    await this.recording.finish();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.send')?.focus();
  }

  private async send(): Promise<void> {
    const recorded: Recorded | undefined = await this.recording.finish();
    if (recorded) this.tell('recorded', recorded);
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.tell('discarded');
  }

  private forget(): void {
    if (this.heard) URL.revokeObjectURL(this.heard.url);
    this.heard = undefined;
  }
}

define('chat-room-recorder', VoiceRecorder);
