import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';

/** Pixels of the longer side of a picture that fits the client's window, with room to scroll; those of the largest still. */
export const longestSide = 1600;

/** What a picture of a type becomes. */
export function targetOf(type: string): '.jpg' | '.png' {
  return type === 'image/jpeg' ? '.jpg' : '.png';
}

/**
 * A picture of a type as any program opens it. It is made of its still, which is small, upright, and our own work: what strangers
 * made is decoded in a process of low priority, once, when it is uploaded.
 */
export async function converted(type: string, still: Readable): Promise<Buffer> {
  const image = sharp({ limitInputPixels: longestSide ** 2 });
  const encoded = targetOf(type) === '.jpg' ? image.jpeg({ quality: 85 }) : image.png();
  const [picture] = await Promise.all([encoded.toBuffer(), pipeline(still, image)]);
  return picture;
}
