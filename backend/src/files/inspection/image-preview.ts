import sharp from 'sharp';
import { mostPixels } from './picture-bounds.js';

// One-off files: nothing would ever be found in libvips's cache.
sharp.cache(false);

/** Pixels of a thumbnail's longer side: twice what the widget shows, for dense screens. */
const thumbnailSide = 720;
/** Pixels of a placeholder's longer side. */
const placeholderSide = 16;
const placeholderLength = 1024;

/** By media type, what libvips calls the formats that every browser shows and that cannot hold programs. */
const formats: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'heif',
};

export interface ImagePreview {
  /** Upright. */
  readonly width: number;
  readonly height: number;
  /** A tiny picture as a `data:` URL. */
  readonly placeholder?: string;
}

export function isPicture(type: string): boolean {
  return Object.hasOwn(formats, type);
}

/**
 * Decodes a picture once, within bounds, and writes its thumbnail (WebP, upright, of an animation the first frame). `undefined`
 * when it cannot be decoded or has too many pixels: then it is a file like any other, and is never shown.
 */
export async function previewImage(path: string, type: string, thumbnail: string): Promise<ImagePreview | undefined> {
  const options = { failOn: 'error', limitInputPixels: mostPixels, pages: 1, autoOrient: true } as const;
  try {
    const { format, autoOrient } = await sharp(path, options).metadata();
    if (format !== formats[type] || autoOrient.width * autoOrient.height > mostPixels) return undefined;
    await sharp(path, options)
      .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78, effort: 3 })
      .toFile(thumbnail);
    return { width: autoOrient.width, height: autoOrient.height, ...(await placeholderOf(thumbnail)) };
  } catch {
    return undefined;
  }
}

async function placeholderOf(thumbnail: string): Promise<{ placeholder?: string }> {
  const tiny = await sharp(thumbnail)
    .resize(placeholderSide, placeholderSide, { fit: 'inside' })
    .webp({ quality: 40, alphaQuality: 40, effort: 6 })
    .toBuffer();
  const placeholder = `data:image/webp;base64,${tiny.toString('base64')}`;
  return placeholder.length <= placeholderLength ? { placeholder } : {};
}
