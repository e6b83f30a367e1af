import { describeFilm, type FilmDescription } from './metadata/describe-film.js';
import { stripMetadata } from './metadata/strip.js';
import { isStrippedInPlace, stripInPlace } from './metadata/strip-media.js';
import { isPicture, type PicturePreview, previewPicture } from './picture-preview.js';

export interface MediaJob {
  readonly path: string;
  /** Media type. */
  readonly type: string;
  /** Where to write what is left of a picture without its metadata, and, behind suffixes, its thumbnails. */
  readonly target: string;
}

export interface MediaFindings {
  /** What is left without metadata: the job's `path`, or its `target`. */
  readonly path: string;
  /** Whether the file at the job's `path` was written to. */
  readonly isRewritten: boolean;
  /** Of pictures that can be shown; their thumbnails have been written. */
  readonly preview?: PicturePreview;
  /** Of films and recordings. */
  readonly film?: FilmDescription;
}

/** All that is done to a picture or a film. `undefined` when it is not built as its format says. */
export async function workOn({ path, type, target }: MediaJob): Promise<MediaFindings | undefined> {
  if (isStrippedInPlace(type)) return workOnFilm(path, type);
  const left = await stripMetadata(path, type, target);
  if (left === undefined) return undefined;
  const preview = isPicture(type) ? await previewPicture(left, type, target) : undefined;
  return { path: left, isRewritten: false, ...(preview && { preview }) };
}

async function workOnFilm(path: string, type: string): Promise<MediaFindings | undefined> {
  let isRewritten = false;
  const isRight = await stripInPlace(path, type, () => {
    isRewritten = true;
  });
  return isRight ? { path, isRewritten, film: await describeFilm(path, type) } : undefined;
}
