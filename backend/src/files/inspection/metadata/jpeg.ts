import { MalformedImage } from './malformed-image.js';
import { exifOf, type Orientation, orientationIn } from './orientation.js';

interface Segment {
  readonly marker: number;
  /** With its marker and length. */
  readonly bytes: Buffer;
}

const [soi, eoi, sos, app0, app1, app2, app12, app14, app15, com] = [
  0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xec, 0xee, 0xef, 0xfe,
] as const;

/**
 * A JPEG without what tells of its maker: EXIF and its places, XMP, IPTC, previews, whatever makers add, comments, and
 * anything after its end. The picture itself, its colours and its orientation stay to the bit. Comments alone are no reason to
 * touch a file. Throws `MalformedImage`.
 */
export function strippedJpeg(jpeg: Buffer): Buffer {
  const { segments, end } = segmentsOf(jpeg);
  if (!segments.some(isPersonal) && end === jpeg.length) return jpeg;
  const kept = segments.filter((segment) => !isPersonal(segment) && segment.marker !== com).map(({ bytes }) => bytes);
  const orientation = orientationAmong(segments);
  if (orientation !== 1) kept.splice(kept[1]?.[1] === app0 ? 2 : 1, 0, exifSegment(orientation));
  return Buffer.concat(kept);
}

function isPersonal({ marker, bytes }: Segment): boolean {
  const body = bytes.subarray(4, 20).toString('latin1');
  switch (marker) {
    case app0:
      return !body.startsWith('JFIF\0');
    case app2:
      return !body.startsWith('ICC_PROFILE\0');
    case app12:
      return !body.startsWith('Ducky');
    case app14:
      return !body.startsWith('Adobe');
    default:
      return marker > app0 && marker <= app15;
  }
}

function orientationAmong(segments: readonly Segment[]): Orientation {
  const exif = segments.find(
    ({ marker, bytes }) => marker === app1 && bytes.subarray(4, 10).toString('latin1') === 'Exif\0\0',
  );
  return exif ? orientationIn(exif.bytes.subarray(4)) : 1;
}

function exifSegment(orientation: Orientation): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifOf(orientation)]);
  return Buffer.concat([Buffer.from([0xff, app1, 0, body.length + 2]), body]);
}

/** The parts of a picture up to its end marker; a scan's data belongs to its header. */
function segmentsOf(jpeg: Buffer): { segments: Segment[]; end: number } {
  const segments: Segment[] = [];
  for (let at = 0; at < jpeg.length; ) {
    const marker = jpeg[at + 1] ?? 0;
    if (jpeg[at] !== 0xff || (at === 0 && marker !== soi)) break;
    const end = endOfSegment(jpeg, at, marker);
    segments.push({ marker, bytes: jpeg.subarray(at, end) });
    if (marker === eoi) return { segments, end };
    at = end;
  }
  throw new MalformedImage('A JPEG without an end.');
}

function endOfSegment(jpeg: Buffer, start: number, marker: number): number {
  // A fill byte before a marker, or a marker without a body.
  if (marker === 0xff) return start + 1;
  if (marker === soi || marker === eoi || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) return start + 2;
  if (start + 4 > jpeg.length) throw new MalformedImage('A JPEG segment without a length.');
  const length = jpeg.readUInt16BE(start + 2);
  const end = start + 2 + length;
  if (length < 2 || end > jpeg.length) throw new MalformedImage('A JPEG segment beyond the end.');
  return marker === sos ? endOfScan(jpeg, end) : end;
}

/** Where the next marker stands: in a scan 0xFF is followed by 0x00, or by a restart marker. */
function endOfScan(jpeg: Buffer, start: number): number {
  for (let at = jpeg.indexOf(0xff, start); at !== -1 && at + 1 < jpeg.length; at = jpeg.indexOf(0xff, at + 1)) {
    const next = jpeg[at + 1] ?? 0;
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new MalformedImage('A JPEG scan without an end.');
}
