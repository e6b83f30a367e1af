import type { File as ChatFile } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { sized } from '../../sized.js';
import { boxOf } from './gallery.js';

export interface Movie {
  readonly file: ChatFile;
  readonly url: string;
  /** A picture of it, to be shown until it plays. */
  readonly poster: string | undefined;
  readonly tabIndex: number;
  readonly failed: () => void;
}

/** A movie in the browser's own player, in a space that does not change. Of its bytes only those are fetched that are played. */
export function movie({ file, url, poster, tabIndex, failed }: Movie): TemplateResult {
  const { width = 16, height = 9, name } = file;
  const scale = width < 320 ? 320 / width : 1;
  return html`<video
    class="movie"
    controls
    playsinline
    preload=${poster ? 'none' : 'metadata'}
    poster=${poster ?? nothing}
    src=${url}
    tabindex=${tabIndex}
    aria-label=${file.alt ?? name}
    title=${name}
    @error=${failed}
    ${sized(boxOf({ width: width * scale, height: height * scale }))}
  ></video>`;
}
