import { open } from 'node:fs/promises';
import { stripCanonRaw } from './media/canon-raw.js';
import { stripFujiRaw } from './media/fuji-raw.js';
import { stripIsoMedia } from './media/iso-media.js';
import { MalformedMedia } from './media/malformed-media.js';
import { stripMatroska } from './media/matroska.js';
import { MediaFile } from './media/media-file.js';
import { stripPhotoshop } from './media/photoshop.js';
import { stripPictureBoxes } from './media/picture-boxes.js';
import { stripTiff } from './media/tiff.js';

type Stripper = (file: MediaFile) => Promise<void>;

const strippers = new Map<string, Stripper>([
  ...['video/mp4', 'video/quicktime', 'video/x-m4v', 'video/3gpp', 'video/3gpp2', 'audio/mp4', 'audio/x-m4a'].map(
    (type) => [type, stripIsoMedia] as const,
  ),
  ...['video/webm', 'audio/webm', 'video/matroska', 'audio/matroska'].map((type) => [type, stripMatroska] as const),
  ...['image/jxl', 'image/jp2', 'image/jpx', 'image/jpm'].map((type) => [type, stripPictureBoxes] as const),
  ...['tiff', 'x-adobe-dng', 'x-nikon-nef', 'x-sony-arw', 'x-canon-cr2', 'x-olympus-orf', 'x-panasonic-rw2'].map(
    (kind) => [`image/${kind}`, stripTiff] as const,
  ),
  // JPEG XR, which is built like one.
  ['image/vnd.ms-photo', stripTiff],
  ['image/x-canon-cr3', stripCanonRaw],
  ['image/x-fujifilm-raf', stripFujiRaw],
  ['image/vnd.adobe.photoshop', stripPhotoshop],
]);

export function isStrippedInPlace(type: string): boolean {
  return strippers.has(type);
}

/**
 * Takes out of a film, or of a picture too large to be in memory, what tells where, when and by whom it was made, without moving
 * a byte. `beforeChange` is called before the first one is overwritten. Says whether it was built as its format says; what was
 * not may have lost a part of it.
 */
export async function stripInPlace(path: string, type: string, beforeChange: () => void): Promise<boolean> {
  const handle = await open(path, 'r+');
  try {
    const { size } = await handle.stat();
    await strippers.get(type)?.(new MediaFile(handle, size, beforeChange));
    return true;
  } catch (error) {
    if (error instanceof MalformedMedia) return false;
    throw error;
  } finally {
    await handle.close();
  }
}
