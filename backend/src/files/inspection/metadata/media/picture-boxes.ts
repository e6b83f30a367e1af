import { boxesIn, free } from './boxes.js';
import type { MediaFile } from './media-file.js';

/**
 * EXIF, XMP, either of them compressed, a maker's credentials, and whatever anybody adds; what is needed to have the JPEG again that it
 * was made of, and that JPEG's IPTC with it; labels, which maps have their places in.
 */
const personal = new Set(['Exif', 'xml ', 'brob', 'jumb', 'uuid', 'uinf', 'jbrd', 'asoc']);

/** Takes out of JPEG XL and JPEG 2000 what tells of their maker; which way up they are stands elsewhere. Throws `MalformedMedia`. */
export async function stripPictureBoxes(file: MediaFile): Promise<void> {
  // JPEG XL without boxes has no metadata.
  if ((await file.read(0, 2)).readUInt16BE(0) === 0xff0a) return;
  for await (const box of boxesIn(file, 0, file.size)) if (personal.has(box.type)) await free(file, box);
}
