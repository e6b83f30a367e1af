import { bitmapType } from '../../files/inspection/bitmap/bitmap-pixels.js';
import { isPlainBitmap } from './plain-bitmap.js';
import { isPlainJpeg } from './plain-jpeg.js';
import { isPlainPng } from './plain-png.js';
import type { PictureExtension } from './shown-name.js';

/** By media type, pictures that the client opens by their names (LEGACY quirk 5), and whether it will not die of one. */
export const openedByClients: Readonly<
  Record<string, { readonly extension: PictureExtension; readonly isPlain: (content: Buffer) => boolean }>
> = {
  'image/jpeg': { extension: '.jpg', isPlain: isPlainJpeg },
  'image/png': { extension: '.png', isPlain: isPlainPng },
  [bitmapType]: { extension: '.bmp', isPlain: isPlainBitmap },
};
