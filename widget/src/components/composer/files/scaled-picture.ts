import { isAnimated } from './animation.js';

/** Bytes up to which a picture goes as it is, whatever its size. */
const smallEnough = 300_000;
/** Bytes from which on a picture would take too much memory to be decoded here. */
const tooLarge = 100_000_000;
/** Of JPEG and WebP; what one sees no difference from. */
const quality = 0.85;

const kinds = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * A picture with no side longer than `maxSize` pixels, upright; the file itself when it is small enough, moves, is of a kind
 * that browsers cannot write, or would become no smaller. Throws when the browser cannot decode it.
 */
export async function scaledPicture(file: File, maxSize: number): Promise<File> {
  if (!kinds.includes(file.type) || file.size <= smallEnough || file.size > tooLarge) return file;
  if (isAnimated(new Uint8Array(await file.slice(0, 4096).arrayBuffer()))) return file;
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = maxSize / Math.max(picture.width, picture.height);
    if (scale >= 1) return file;
    const scaled = await drawn(picture, scale, file.type);
    // A browser that cannot write this kind writes PNG.
    if (scaled.type !== file.type || scaled.size >= file.size) return file;
    return new File([scaled], file.name, { type: file.type, lastModified: file.lastModified });
  } finally {
    picture.close();
  }
}

async function drawn(picture: ImageBitmap, scale: number, type: string): Promise<Blob> {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas to draw on.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return canvas.convertToBlob({ type, quality });
}
