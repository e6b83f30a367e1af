import { crc32 } from 'node:zlib';
import { MalformedImage } from './malformed-image.js';
import { exifOf, orientationIn } from './orientation.js';

interface Chunk {
  readonly type: string;
  /** With its length, type and checksum. */
  readonly bytes: Buffer;
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const texts = new Set(['tEXt', 'zTXt', 'iTXt']);
/** Texts that hold XMP, or EXIF and IPTC as ImageMagick writes them. */
const profile = /^(?:XML:com\.adobe\.xmp|Raw profile type [^\0]*)\0/i;

/**
 * A PNG (or APNG) without EXIF, XMP and IPTC, and then without its other texts, its time, its maker's credentials and whatever
 * follows its end. The picture, its colours and its orientation stay. Texts alone are no reason to touch a file. Throws
 * `MalformedImage`.
 */
export function strippedPng(png: Buffer): Buffer {
  const { chunks, end } = chunksOf(png);
  if (!chunks.some(isPersonal) && end === png.length) return png;
  const kept: Buffer[] = [signature];
  for (const chunk of chunks) {
    if (chunk.type === 'eXIf') kept.push(...uprightness(chunk));
    else if (!isPersonal(chunk) && !texts.has(chunk.type) && chunk.type !== 'tIME') kept.push(chunk.bytes);
  }
  return Buffer.concat(kept);
}

function isPersonal({ type, bytes }: Chunk): boolean {
  if (type === 'eXIf' || type === 'caBX') return true;
  return texts.has(type) && profile.test(bytes.subarray(8, 96).toString('latin1'));
}

/** What is left of an EXIF chunk. */
function uprightness({ bytes }: Chunk): Buffer[] {
  const orientation = orientationIn(bytes.subarray(8, -4));
  if (orientation === 1) return [];
  const body = Buffer.concat([Buffer.from('eXIf', 'latin1'), exifOf(orientation)]);
  return [uint32(body.length - 4), body, uint32(crc32(body))];
}

function chunksOf(png: Buffer): { chunks: Chunk[]; end: number } {
  if (!png.subarray(0, 8).equals(signature)) throw new MalformedImage('A PNG without its signature.');
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const type = png.subarray(at + 4, at + 8).toString('latin1');
    const end = at + 12 + png.readUInt32BE(at);
    if (end > png.length) break;
    chunks.push({ type, bytes: png.subarray(at, end) });
    if (type === 'IEND') return { chunks, end };
    at = end;
  }
  throw new MalformedImage('A PNG without an end.');
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
