import { type BitmapLayout, bitmapLayout } from '../../files/inspection/bitmap/bitmap-layout.js';
import { MalformedImage } from '../../files/inspection/metadata/malformed-image.js';

/** Whether a BMP is one of the kind that every program reads: uncompressed, 24 or 32 bits a pixel, and whole. */
export function isPlainBitmap(bitmap: Buffer): boolean {
  const layout = layoutOf(bitmap);
  if (layout?.planes !== 1 || layout.hasMasks) return false;
  return [40, 108, 124].includes(layout.headerSize) && [24, 32].includes(layout.depth);
}

function layoutOf(bitmap: Buffer): BitmapLayout | undefined {
  try {
    return bitmapLayout(bitmap);
  } catch (error) {
    if (error instanceof MalformedImage) return undefined;
    throw error;
  }
}
