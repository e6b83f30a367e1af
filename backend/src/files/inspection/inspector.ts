import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Turns } from '../../turns/turns.js';
import { type ImagePreview, isPicture, previewImage } from './image-preview.js';
import { mediaTypeOf, unknownType } from './media-type.js';
import { canBeStripped, stripMetadata } from './metadata/strip.js';
import { largestPicture } from './picture-bounds.js';

/** Pictures worked on at a time: leaves a core to the chat, threads to the disk and to passwords, and bounds the memory. */
const mostAtOnce = Math.max(1, Math.min(2, availableParallelism() - 1));

export interface InspectedPaths {
  readonly content: string;
  /** Where to write what is left of a picture without its metadata. */
  readonly clean: string;
  readonly thumbnail: string;
}

export interface Inspection {
  readonly type: string;
  /** What is to be kept: the content as it came, or without metadata. */
  readonly path: string;
  /** Of pictures that can be shown; their thumbnail has been written. */
  readonly image?: ImagePreview;
}

/**
 * Finds out what a file is, whatever its sender says. A picture that is damaged or too large to be decoded safely is no picture
 * here: it is kept as it came and can be downloaded, and nobody is shown it.
 */
@Injectable()
export class Inspector {
  private readonly turns = new Turns(mostAtOnce);

  async inspect(paths: InspectedPaths): Promise<Inspection> {
    const { size } = await stat(paths.content);
    const type = await mediaTypeOf(paths.content, size);
    if (!canBeStripped(type)) return { type, path: paths.content };
    const asItCame: Inspection = { type: unknownType, path: paths.content };
    if (size > largestPicture) return asItCame;
    return this.turns.run(async () => {
      const path = await stripMetadata(paths.content, type, paths.clean);
      if (path === undefined) return asItCame;
      if (!isPicture(type)) return { type, path };
      const image = await previewImage(path, type, paths.thumbnail);
      return image ? { type, path, image } : { ...asItCame, path };
    });
  }
}
