import { readFile } from 'node:fs/promises';
import type { ThumbnailKind } from '@chat-room/protocol';
import sharp, { type Sharp } from 'sharp';
import { stillsOf, thumbnailSides, thumbnailSuffix } from '../thumbnails.js';
import { bitmapImage, bitmapType } from './bitmap/bitmap-pixels.js';
import { mostPixels } from './picture-bounds.js';

// One-off files: nothing would ever be found in libvips's cache.
sharp.cache(false);

/** Pixels of a placeholder's longer side. */
const placeholderSide = 16;
const placeholderLength = 1024;

/** Of libwebp's 0 to 6. With 3 a photograph takes twice the time and has 4 % fewer bytes. */
const effort = 2;

/** By media type, what libvips calls the formats that every browser shows and that cannot hold programs. */
const formats: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'heif',
  // It reads no BMP: that one comes as bare pixels.
  [bitmapType]: 'raw',
};

export interface PicturePreview {
  /** Upright. */
  readonly width: number;
  readonly height: number;
  /** Those that were written. */
  readonly thumbnails: readonly ThumbnailKind[];
  /** A tiny picture as a `data:` URL. */
  readonly placeholder?: string;
}

export function isPicture(type: string): boolean {
  return Object.hasOwn(formats, type);
}

const safely = { failOn: 'error', limitInputPixels: mostPixels } as const;
const firstFrame = { ...safely, pages: 1, autoOrient: true } as const;

/**
 * Decodes a picture within bounds, and writes its thumbnails (WebP, upright) to `target` with their suffixes. `undefined` when it
 * cannot be decoded or has too many pixels: then it is a file like any other, and is never shown.
 */
export async function previewPicture(path: string, type: string, target: string): Promise<PicturePreview | undefined> {
  try {
    const still = await open(path, type);
    const { format, autoOrient, pages = 1 } = await still.metadata();
    const { width, height } = autoOrient;
    const pixels = width * height;
    if (format !== formats[type] || pixels > mostPixels) return undefined;
    const stills = stillsOf(width, height);
    const placeholder = await writeStills(still, stills, target);
    const isMoving = pages > 1 && pages * pixels <= mostPixels && (await writeMoving(path, target));
    return { width, height, thumbnails: isMoving ? [...stills, 'moving'] : stills, ...placeholder };
  } catch {
    return undefined;
  }
}

/** Upright, of an animation the first frame. */
async function open(path: string, type: string): Promise<Sharp> {
  return type === bitmapType ? bitmapImage(await readFile(path)) : sharp(path, firstFrame);
}

/** The picture is decoded once, for the largest of them. */
async function writeStills(picture: Sharp, kinds: readonly ThumbnailKind[], target: string) {
  const { data, info } = await within(thumbnailSides[kinds.at(-1) ?? 'medium'], picture)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const decoded = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  for (const kind of kinds) {
    await within(thumbnailSides[kind], decoded())
      .webp({ quality: 78, effort })
      .toFile(target + thumbnailSuffix(kind));
  }
  return placeholderOf(decoded());
}

/** Whether all frames could be decoded. */
async function writeMoving(path: string, target: string): Promise<boolean> {
  const file = target + thumbnailSuffix('moving');
  const animation = within(thumbnailSides.moving, sharp(path, { ...safely, animated: true }));
  return animation
    .webp({ quality: 70, effort: 1 })
    .toFile(file)
    .then(
      () => true,
      () => false,
    );
}

function within(side: number, picture: Sharp): Sharp {
  return picture.resize(side, side, { fit: 'inside', withoutEnlargement: true });
}

async function placeholderOf(picture: Sharp): Promise<{ placeholder?: string }> {
  const tiny = await picture
    .resize(placeholderSide, placeholderSide, { fit: 'inside' })
    .webp({ quality: 40, alphaQuality: 40, effort: 6 })
    .toBuffer();
  const placeholder = `data:image/webp;base64,${tiny.toString('base64')}`;
  return placeholder.length <= placeholderLength ? { placeholder } : {};
}
