import type { MediaFile } from './media-file.js';

/** Segments before a JPEG's pixels. */
const mostSegments = 64;
const [beginning, firstMarker, scan] = [0xffd8, 0xffc0, 0xffda];
/** EXIF and XMP; IPTC. */
const personal = new Set([0xffe1, 0xffed]);

/** Empties what tells of its maker in a JPEG that stands between two offsets of a file, if there is one. Throws `MalformedMedia`. */
export async function freeJpegWithin(file: MediaFile, start: number, end: number): Promise<void> {
  if (end - start < 4 || (await file.read(start, 2)).readUInt16BE(0) !== beginning) return;
  let at = start + 2;
  for (let segments = 0; segments < mostSegments && at + 4 <= end; segments++) {
    const header = await file.read(at, 4);
    const [marker, length] = [header.readUInt16BE(0), header.readUInt16BE(2)];
    if (marker < firstMarker || marker === scan) return;
    if (personal.has(marker)) await file.zero(at + 4, Math.min(at + 2 + length, end));
    at += 2 + length;
  }
}
