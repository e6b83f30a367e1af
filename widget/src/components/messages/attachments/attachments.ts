import type { File as ChatFile } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RoomMessage } from '../../../client/types.js';
import { controls } from '../../../theme/controls.js';
import { define } from '../../chat-element.js';
import { lazyPart } from '../../lazy.js';
import { MediaElement } from '../../media-element.js';
import { sized } from '../../sized.js';
import { Watch } from '../../watch.js';
import { hasPreview, isPicture } from '../picture-files.js';
import { savedFrom } from '../saved-from.js';
import { styles } from './attachments.styles.js';
import { fileCard } from './file-card.js';
import { boxOf, gallery, mostTiles, type Tile } from './gallery.js';
import { isMovie, isSound, isText } from './kinds.js';
import { isExpired, LostPictures, sayExpired } from './lost-pictures.js';
import { fileUpload, pictureUpload } from './upload-tile.js';

const soundPart = lazyPart(() => import('../../sound/sound-player.js'));
const moviePart = lazyPart(() => import('../../movie/movie-player.js'));
/** Pixels that its player is wide. */
const smallestMovie = 320;
const isStill = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * What a message carries: pictures together in a gallery, sound and movies to be played in place, other files as cards,
 * uploads with how far they are.
 *
 * @fires picture - One was chosen to be seen large: `detail` is its index among the files.
 * @fires expired - The addresses of the files are not good any more.
 * @fires upload - What is to be done with an upload: `detail` is an `UploadChange`.
 */
export class Attachments extends MediaElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) message!: RoomMessage;
  /** Whether Tab stops here. */
  @property({ attribute: false }) reachable = false;
  /** Addresses of what this browser cannot play after all. */
  @state() private unplayable: readonly string[] = [];
  @state() private reading: ChatFile | undefined;
  private readonly lost = new LostPictures(this);

  constructor() {
    super();
    new Watch(
      this,
      () => (this.unplayable.length > 0 ? [this.ctx.client.connection] : []),
      () => this.connectionChanged(),
    );
  }

  private get tabStop(): number {
    return this.reachable ? 0 : -1;
  }

  protected override render(): unknown {
    const { files, uploads = [] } = this.message;
    const speech = { t: this.t, formats: this.formats };
    const change = (detail: unknown) => this.tell('upload', detail);
    const pictures = [
      ...this.pictures(),
      ...uploads.filter(hasPreview).map((upload) => ({
        width: upload.width ?? 1,
        height: upload.height ?? 1,
        content: pictureUpload(speech, upload, change),
      })),
    ];
    return [
      pictures.length > 0 ? gallery(pictures) : nothing,
      ...files.filter((file) => !isPicture(file)).map((file) => this.other(file)),
      ...uploads.filter((upload) => !hasPreview(upload)).map((upload) => fileUpload(speech, upload, change)),
      this.reader(),
    ];
  }

  private pictures(): Tile[] {
    const files = this.message.files.filter(isPicture);
    return files.slice(0, mostTiles).map((file, place) => ({
      width: file.width ?? 1,
      height: file.height ?? 1,
      content: this.picture(file, place === mostTiles - 1 ? files.length - mostTiles : 0),
    }));
  }

  /** Its space is there before it is; until then its tiny likeness. */
  private picture(file: ChatFile, more: number): TemplateResult {
    const { t } = this;
    const said = t('file.open', { name: file.alt ?? file.name });
    const label = more > 0 ? `${said} ${t('file.more', { n: more })}` : said;
    const index = this.message.files.indexOf(file);
    return html`<button class="picture" tabindex=${this.tabStop} aria-label=${label} title=${file.alt ?? file.name} @click=${() => this.tell('picture', index)}>
      ${file.placeholder ? html`<img class="likeness" src=${file.placeholder} alt="" aria-hidden="true" />` : nothing}
      <img src=${this.addressOf(file)} srcset=${this.sizesOf(file)} sizes="360px" alt=${file.alt ?? ''} loading="lazy" decoding="async" draggable="false" @error=${this.lost.failed} @load=${this.lost.loaded} />
      ${more > 0 ? html`<span class="more" aria-hidden="true">+${more}</span>` : nothing}
    </button>`;
  }

  private other(file: ChatFile): TemplateResult {
    const { t, formats, tabStop: tabIndex } = this;
    const url = this.ctx.client.resolve(file.url);
    const isPlayable = !this.unplayable.includes(url);
    const failed = () => {
      this.unplayable = [...this.unplayable, url];
      if (isExpired(url)) sayExpired(this);
    };
    if (isPlayable && isSound(file)) return this.sound(file, url, failed);
    if (isPlayable && isMovie(file)) return this.movie(file, url, failed);
    const open = isText(file) ? () => this.read(file) : undefined;
    return fileCard({ t, formats, file, url: savedFrom(this.ctx, file), tabIndex, open });
  }

  private sound(file: ChatFile, url: string, failed: () => void): TemplateResult {
    if (!soundPart(this, failed)) return html`<div class="sound"></div>`;
    return html`<chat-room-sound class="sound" .ctx=${this.ctx} .src=${url} .name=${file.name} .voice=${file.voice} .reachable=${this.reachable} @failed=${failed}></chat-room-sound>`;
  }

  /** In a space that does not change. */
  private movie(file: ChatFile, url: string, failed: () => void): TemplateResult {
    const { width = 16, height = 9 } = file;
    const scale = Math.max(1, smallestMovie / width);
    const space = sized(boxOf({ width: width * scale, height: height * scale }));
    if (!moviePart(this, failed)) return html`<div class="movie" ${space}></div>`;
    return html`<chat-room-movie class="movie" ${space} .ctx=${this.ctx} .src=${url} .file=${file} .reachable=${this.reachable} @failed=${failed}></chat-room-movie>`;
  }

  /** Perhaps it was only the line. */
  private connectionChanged(): void {
    if (this.ctx.client.connection.state === 'online') this.unplayable = [];
  }

  private async read(file: ChatFile): Promise<void> {
    const isThere = await import('../../viewer/text-viewer.js').catch(() => undefined);
    if (isThere) this.reading = file;
  }

  private reader(): TemplateResult | typeof nothing {
    const { reading } = this;
    if (!reading) return nothing;
    return html`<chat-room-text-viewer .ctx=${this.ctx} .file=${reading} @closed=${() => {
      this.reading = undefined;
    }}></chat-room-text-viewer>`;
  }

  private addressOf({ movingThumbnailUrl, thumbnailUrl, url }: ChatFile): string {
    const moving = isStill.matches ? undefined : movingThumbnailUrl;
    return this.ctx.client.resolve(moving ?? thumbnailUrl ?? url);
  }

  /** The browser takes the one that fits its screen; of what moves there is one size. */
  private sizesOf({ movingThumbnailUrl, thumbnails }: ChatFile): string | typeof nothing {
    if (!thumbnails || (movingThumbnailUrl && !isStill.matches)) return nothing;
    return thumbnails.map(({ url, width }) => `${this.ctx.client.resolve(url)} ${width}w`).join(', ');
  }
}

define('chat-room-attachments', Attachments);
