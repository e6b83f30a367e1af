import { readFile, writeFile } from 'node:fs/promises';
import { strippedBitmap } from './bitmap.js';
import { strippedGif } from './gif.js';
import { strippedHeif } from './heif.js';
import { strippedJpeg } from './jpeg.js';
import { MalformedImage } from './malformed-image.js';
import { strippedPng } from './png.js';
import { strippedWebp } from './webp.js';

const strippers: Readonly<Record<string, (image: Buffer) => Buffer>> = {
  'image/jpeg': strippedJpeg,
  'image/png': strippedPng,
  'image/apng': strippedPng,
  'image/webp': strippedWebp,
  'image/gif': strippedGif,
  'image/avif': strippedHeif,
  'image/heic': strippedHeif,
  'image/heif': strippedHeif,
  'image/heic-sequence': strippedHeif,
  'image/heif-sequence': strippedHeif,
  'image/bmp': strippedBitmap,
};

export function canBeStripped(type: string): boolean {
  return Object.hasOwn(strippers, type);
}

/**
 * Takes out of a picture what tells where, when and by whom it was made; every pixel stays. The path of what is left: the
 * picture's own when there was nothing to take, else `target`. `undefined` when it is not built as its format says.
 */
export async function stripMetadata(path: string, type: string, target: string): Promise<string | undefined> {
  const image = await readFile(path);
  try {
    const stripped = strippers[type]?.(image) ?? image;
    if (stripped.equals(image)) return path;
    await writeFile(target, stripped);
    return target;
  } catch (error) {
    if (error instanceof MalformedImage || error instanceof RangeError) return undefined;
    throw error;
  }
}
