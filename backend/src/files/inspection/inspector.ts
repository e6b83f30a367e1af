import { Injectable } from '@nestjs/common';
import type { MediaFindings } from './media-job.js';
import { mediaTypeOf, unknownType } from './media-type.js';
import { MediaWorkshop } from './media-workshop.js';
import type { FilmDescription } from './metadata/describe-film.js';
import { canBeStripped } from './metadata/strip.js';
import { isStrippedInPlace } from './metadata/strip-media.js';
import { largestPicture } from './picture-bounds.js';
import { isPicture, type PicturePreview } from './picture-preview.js';

export interface InspectedPaths {
  readonly content: string;
  /** Bytes of it. */
  readonly size: number;
  /** Where to write what is left of a picture without its metadata, and, behind suffixes, its thumbnails. */
  readonly clean: string;
  /** Called when the content itself was written to, or perhaps was. */
  mayHaveChanged(): void;
}

export interface Inspection {
  readonly type: string;
  /** What is to be kept: the content as it came, or without metadata. */
  readonly path: string;
  /** Of pictures that can be shown; their thumbnails have been written. */
  readonly image?: PicturePreview;
  /** Pixels of a film as it is shown, where it says. */
  readonly filmSize?: FilmDescription['size'];
}

/**
 * Finds out what a file is, whatever its sender says. A picture that is damaged or too large to be decoded safely is no picture
 * here, as is a film that is not built like one: it can be downloaded, and nobody is shown it.
 */
@Injectable()
export class Inspector {
  constructor(private readonly workshop: MediaWorkshop) {}

  async inspect(paths: InspectedPaths): Promise<Inspection> {
    const { size } = paths;
    const type = await mediaTypeOf(paths.content, size);
    const asItCame: Inspection = { type: unknownType, path: paths.content };
    if (!isStrippedInPlace(type) && !canBeStripped(type)) return { type, path: paths.content };
    if (!isStrippedInPlace(type) && size > largestPicture) return asItCame;
    const found = await this.workedOn(paths, type);
    if (!found) return asItCame;
    const { path, preview, film } = found;
    if (preview) return { type, path, image: preview };
    if (film) return { type: film.type, path, ...(film.size && { filmSize: film.size }) };
    return { type: isPicture(type) ? unknownType : type, path };
  }

  private async workedOn(paths: InspectedPaths, type: string): Promise<MediaFindings | undefined> {
    let isUntouched = false;
    try {
      const found = await this.workshop.workOn({ path: paths.content, type, target: paths.clean });
      isUntouched = found?.isRewritten === false;
      return found;
    } finally {
      if (!isUntouched) paths.mayHaveChanged();
    }
  }
}
