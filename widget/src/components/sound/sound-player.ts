import type { Voice } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons-media.js';
import { define } from '../chat-element.js';
import { MediaElement } from '../media-element.js';
import { playAlone, silence } from '../one-at-a-time.js';
import { sized } from '../sized.js';
import { styles } from './sound-player.styles.js';
import { bars } from './wave-form.js';

const speeds = [1, 1.5, 2];
/** Seconds that an arrow key goes on or back. */
const step = 5;

/**
 * Sound to be heard in place: a recorded message by its wave form, anything else by its name. Of a long one only what is
 * heard is fetched.
 *
 * @fires failed - This browser cannot play it.
 */
export class SoundPlayer extends MediaElement {
  static override styles = [controls, styles];

  @property() src = '';
  @property() name = '';
  @property({ attribute: false }) voice: Voice | undefined;
  /** Whether Tab stops here. */
  @property({ attribute: false }) reachable = true;
  @state() private isPlaying = false;
  @state() private at = 0;
  @state() private measured = 0;
  @state() private speed = 1;
  @query('audio') private readonly audio!: HTMLAudioElement;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    silence(this.audio);
  }

  /** Seconds; browsers do not know it of what was just recorded, the sender does. */
  private get length(): number {
    return this.voice?.duration ?? this.measured;
  }

  protected override render(): TemplateResult {
    const { t, voice, isPlaying, length, at } = this;
    const tabIndex = this.reachable ? 0 : -1;
    const label = t(isPlaying ? 'sound.pause' : 'sound.play', { name: voice ? t('sound.voice') : this.name });
    return html`<div class="player">
      <audio
        src=${this.src}
        preload=${voice ? 'none' : 'metadata'}
        @loadedmetadata=${this.measure}
        @durationchange=${this.measure}
        @timeupdate=${() => this.heard(this.audio.currentTime)}
        @play=${this.started}
        @pause=${() => {
          this.isPlaying = false;
        }}
        @ended=${() => this.heard(0)}
        @error=${() => this.tell('failed')}
      ></audio>
      <button class="play" tabindex=${tabIndex} aria-label=${label} title=${label} @click=${this.toggle}>${icon(isPlaying ? 'pause' : 'play')}</button>
      <span class="middle">
        ${voice ? nothing : html`<bdi>${this.name}</bdi>`}
        ${this.track(tabIndex)}
        <small>${isPlaying || at > 0 ? `${this.formats.clock(at)} / ${this.formats.clock(length)}` : this.formats.clock(length)}</small>
      </span>
      <button class="speed" tabindex=${tabIndex} aria-label=${t('sound.speed', { n: this.speed })} title=${t('sound.speed', { n: this.speed })} @click=${this.faster}>
        ${this.speed}×
      </button>
    </div>`;
  }

  /** Time runs from left to right, as on every player. */
  private track(tabIndex: number): TemplateResult {
    const { t, voice, at, length, formats } = this;
    const left = { 'clip-path': `inset(0 ${100 - (length > 0 ? (at / length) * 100 : 0)}% 0 0)` };
    const drawing = voice ? bars(voice.waveform) : nothing;
    return html`<span class="track ${voice ? 'wave' : ''}" dir="ltr">
      <span class="layer">${drawing}</span>
      <span class="layer heard" ${sized(left)}>${drawing}</span>
      <input
        type="range"
        min="0"
        max=${length || 1}
        step="any"
        tabindex=${tabIndex}
        .value=${String(at)}
        aria-label=${t('sound.position')}
        aria-valuetext=${t('sound.at', { at: formats.clock(at), length: formats.clock(length) })}
        @input=${this.seek}
        @keydown=${this.key}
      />
    </span>`;
  }

  private async toggle(): Promise<void> {
    if (this.isPlaying) {
      this.audio.pause();
      return;
    }
    this.audio.playbackRate = this.speed;
    // Refused by the browser, or gone: the error event tells of the latter.
    await this.audio.play().catch(() => undefined);
  }

  private started(): void {
    playAlone(this.audio);
    this.isPlaying = true;
  }

  private heard(seconds: number): void {
    this.at = Math.min(seconds, this.length || seconds);
  }

  private measure(): void {
    if (Number.isFinite(this.audio.duration)) this.measured = this.audio.duration;
  }

  private seek(event: Event): void {
    this.goTo(Number((event.target as HTMLInputElement).value));
  }

  private goTo(seconds: number): void {
    const to = Math.max(0, Math.min(seconds, this.length));
    this.audio.currentTime = to;
    this.at = to;
  }

  private key(event: KeyboardEvent): void {
    const by = { ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.goTo(this.at + by);
  }

  private faster(): void {
    this.speed = speeds[(speeds.indexOf(this.speed) + 1) % speeds.length] ?? 1;
    this.audio.playbackRate = this.speed;
  }
}

define('chat-room-sound', SoundPlayer);
