import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import sharp, { type Sharp } from 'sharp';
import { bitmapImage, bitmapType } from '../../files/inspection/bitmap/bitmap-pixels.js';
import { mostPixels } from '../../files/inspection/picture-bounds.js';

/** Pixels of the longer side of a picture that fits the client's window, with room to scroll. */
export const longestSide = 1600;

export const convertible = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/gif',
  'image/avif',
  bitmapType,
]);

/** What a picture of a type becomes. */
export function targetOf(type: string): '.jpg' | '.png' {
  return type === 'image/jpeg' ? '.jpg' : '.png';
}

/** A picture as any program opens it: small enough, upright, of an animation the first frame, without anything beside it. */
export async function converted(type: string, content: Readable): Promise<Buffer> {
  if (type === bitmapType) return encoded(type, await bitmapImage(await buffer(content))).toBuffer();
  const image = sharp({ failOn: 'error', limitInputPixels: mostPixels, pages: 1 });
  const [picture] = await Promise.all([encoded(type, image).toBuffer(), pipeline(content, image)]);
  return picture;
}

function encoded(type: string, image: Sharp): Sharp {
  const scaled = image.autoOrient().resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true });
  return targetOf(type) === '.jpg' ? scaled.jpeg({ quality: 85 }) : scaled.png();
}
