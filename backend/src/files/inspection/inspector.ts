import { stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type ImagePreview, isPicture, previewImage } from './image-preview.js';
import { mediaTypeOf, unknownType } from './media-type.js';
import { Turns } from './turns.js';

/** Pictures decoded at a time: leaves half of the threads to the disk and to passwords, and bounds the memory. */
const mostAtOnce = 2;

export interface Inspection {
  readonly type: string;
  readonly image?: ImagePreview;
}

/** Finds out what a file is, whatever its sender says. */
@Injectable()
export class Inspector {
  private readonly turns = new Turns(mostAtOnce);

  /** Writes a thumbnail to the given path when the file is a picture that can be shown. */
  async inspect(path: string, thumbnail: string): Promise<Inspection> {
    const { size } = await stat(path);
    const type = await mediaTypeOf(path, size);
    if (!isPicture(type)) return { type };
    const image = await this.turns.run(() => previewImage(path, type, thumbnail));
    return image ? { type, image } : { type: unknownType };
  }
}
