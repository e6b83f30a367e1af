import type { MediaBytes } from './media-file.js';

/** Segments before a JPEG's pixels. */
const mostSegments = 64;
const [beginning, firstMarker, scan] = [0xffd8, 0xffc0, 0xffda];
/** EXIF and XMP; IPTC. */
const personal = new Set([0xffe1, 0xffed]);

/** What a segment holds, behind its marker and length. */
export interface JpegSegment {
  readonly start: number;
  readonly end: number;
}

/** Empties what tells of its maker in a JPEG that stands between two offsets of a file, if there is one. Throws `MalformedMedia`. */
export async function freeJpegWithin(file: MediaBytes, start: number, end: number): Promise<void> {
  for await (const segment of personalSegments(file, start, end)) await file.zero(segment.start, segment.end);
}

/** What tells of its maker in a JPEG that stands between two offsets; nothing if there is none. Throws `MalformedMedia`. */
export async function* personalSegments(file: MediaBytes, start: number, end: number): AsyncGenerator<JpegSegment> {
  if (end - start < 4 || (await file.read(start, 2)).readUInt16BE(0) !== beginning) return;
  let at = start + 2;
  for (let segments = 0; segments < mostSegments && at + 4 <= end; segments++) {
    const header = await file.read(at, 4);
    const [marker, length] = [header.readUInt16BE(0), header.readUInt16BE(2)];
    if (marker < firstMarker || marker === scan) return;
    const next = at + 2 + length;
    if (personal.has(marker)) yield { start: at + 4, end: Math.min(next, end) };
    at = next;
  }
}
