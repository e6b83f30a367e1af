import type { File as ChatFile } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons-media.js';
import { define } from '../chat-element.js';
import { savesData } from '../lazy.js';
import { MediaElement } from '../media-element.js';
import { playAlone, silence } from '../one-at-a-time.js';
import { styles } from './movie-player.styles.js';

/**
 * Safari on phones shows nothing of a movie before it is played, unless it is to begin within (in seconds). Chromium would fetch half as
 * much again for that.
 */
const within = CSS.supports('-webkit-touch-callout', 'none') ? '#t=0.001' : '';
/** Pixels beside what is in view, where the browser knows of it. */
const nearly = { scrollMargin: '200px' };

/**
 * A movie: its first frame and its length until it is played, then the browser's own player. Nothing of it is fetched before it is in
 * view, nor, where bytes are dear, before it is played.
 *
 * @fires failed - This browser cannot play it.
 */
export class MoviePlayer extends MediaElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) file!: ChatFile;
  @property() src = '';
  /** Whether Tab stops here. */
  @property({ attribute: false }) reachable = true;
  @state() private isFetched = false;
  @state() private isPlayed = false;
  /** Seconds; 0 for as long as nobody knows. */
  @state() private length = 0;
  @query('video') private readonly video!: HTMLVideoElement;
  private readonly sight = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) this.fetch();
  }, nearly);

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.isFetched && !savesData()) this.sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sight.disconnect();
    silence(this.video);
  }

  protected override render(): unknown {
    const { file, isFetched, isPlayed } = this;
    return [
      html`<video
        src=${isFetched ? this.src + within : nothing}
        preload="metadata"
        playsinline
        ?controls=${isPlayed}
        tabindex=${isPlayed ? this.tabStop : -1}
        aria-label=${file.alt ?? file.name}
        title=${file.name}
        @durationchange=${this.measure}
        @play=${this.started}
        @error=${() => this.tell('failed')}
      ></video>`,
      isPlayed ? nothing : this.start(),
    ];
  }

  private get tabStop(): number {
    return this.reachable ? 0 : -1;
  }

  private start(): TemplateResult {
    const { t, formats, file, length } = this;
    const measure = length > 0 ? formats.clock(length) : formats.size(file.size);
    return html`<button class="start" tabindex=${this.tabStop} title=${file.name} @click=${this.play}>
      <span class="unseen">${t('sound.play', { name: file.alt ?? file.name })}</span>
      <span class="sign">${icon('play')}</span><small dir="ltr">${measure}</small>
    </button>`;
  }

  private fetch(): void {
    this.isFetched = true;
    this.sight.disconnect();
  }

  private async play(): Promise<void> {
    this.fetch();
    this.isPlayed = true;
    await this.updateComplete;
    this.video.focus({ preventScroll: true });
    // Refused by the browser, or gone: the error event tells of the latter.
    await this.video.play().catch(() => undefined);
  }

  private started(): void {
    playAlone(this.video);
    this.isPlayed = true;
  }

  /** Of what a browser has recorded, it is not known. */
  private measure(): void {
    if (Number.isFinite(this.video.duration)) this.length = this.video.duration;
  }
}

define('chat-room-movie', MoviePlayer);
