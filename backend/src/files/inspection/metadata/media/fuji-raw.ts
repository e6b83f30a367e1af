import { personalSegments } from './jpeg-within.js';
import { MalformedMedia } from './malformed-media.js';
import type { MediaFile } from './media-file.js';
import { MediaPart } from './media-part.js';
import { stripTiff } from './tiff.js';

/** Where the header says where its JPEG begins, and behind it how many bytes that has. */
const jpegAt = 84;
const exif = 'Exif\0\0';

/**
 * Takes out of a Fujifilm raw picture (RAF) where, when and by whom it was made: that stands in the JPEG in front of what the
 * sensor saw. Its EXIF is emptied in places only, as developing takes the rest. Throws `MalformedMedia`.
 */
export async function stripFujiRaw(file: MediaFile): Promise<void> {
  const header = await file.read(jpegAt, 8);
  const [start, length] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (start + length > file.size) throw new MalformedMedia('A JPEG beyond the end.');
  for await (const segment of personalSegments(file, start, start + length)) {
    const tiff = segment.start + exif.length;
    const isExif = tiff <= segment.end && (await file.read(segment.start, exif.length)).toString('latin1') === exif;
    if (isExif) await stripTiff(new MediaPart(file, tiff, segment.end));
    else await file.zero(segment.start, segment.end);
  }
}
