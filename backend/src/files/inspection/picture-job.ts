import { stripMetadata } from './metadata/strip.js';
import { isPicture, type PicturePreview, previewPicture } from './picture-preview.js';

export interface PictureJob {
  readonly path: string;
  /** Media type. */
  readonly type: string;
  /** Where to write what is left of it without its metadata, and, behind suffixes, its thumbnails. */
  readonly target: string;
}

export interface PictureFindings {
  /** What is left without metadata: the job's `path` where there was none, else its `target`. */
  readonly path: string;
  /** Of pictures that can be shown; their thumbnails have been written. */
  readonly preview?: PicturePreview;
}

/** All that is done to a picture. `undefined` when it is not built as its format says. */
export async function workOn({ path, type, target }: PictureJob): Promise<PictureFindings | undefined> {
  const left = await stripMetadata(path, type, target);
  if (left === undefined) return undefined;
  const preview = isPicture(type) ? await previewPicture(left, type, target) : undefined;
  return { path: left, ...(preview && { preview }) };
}
