import { MalformedImage } from './malformed-image.js';
import { exifOf, orientationIn } from './orientation.js';

interface Chunk {
  readonly type: string;
  readonly body: Buffer;
}

const exifFlag = 0x08;
const xmpFlag = 0x04;

/** A WebP without EXIF and XMP, its picture, animation, colours and orientation untouched. Throws `MalformedImage`. */
export function strippedWebp(webp: Buffer): Buffer {
  const { chunks, end } = chunksOf(webp);
  if (!chunks.some(isMetadata) && end === webp.length) return webp;
  const exif = chunks.find(({ type }) => type === 'EXIF');
  const orientation = exif ? orientationIn(exif.body) : 1;
  const kept = chunks
    .filter((chunk) => !isMetadata(chunk))
    .map((chunk) => (chunk.type === 'VP8X' ? flagged(chunk, orientation !== 1) : chunk));
  if (orientation !== 1) kept.push({ type: 'EXIF', body: exifOf(orientation) });
  const body = Buffer.concat(kept.flatMap(encoded));
  return Buffer.concat([header('RIFF', body.length + 4), Buffer.from('WEBP', 'latin1'), body]);
}

function isMetadata({ type }: Chunk): boolean {
  return type === 'EXIF' || type === 'XMP ';
}

/** The extended header, saying what is still there. */
function flagged({ type, body }: Chunk, hasExif: boolean): Chunk {
  const flags = (body[0] ?? 0) & ~(exifFlag | xmpFlag);
  return { type, body: Buffer.concat([Buffer.from([hasExif ? flags | exifFlag : flags]), body.subarray(1)]) };
}

function chunksOf(webp: Buffer): { chunks: Chunk[]; end: number } {
  if (webp.length < 12 || webp.toString('latin1', 0, 4) !== 'RIFF' || webp.toString('latin1', 8, 12) !== 'WEBP') {
    throw new MalformedImage('A WebP without its header.');
  }
  const end = 8 + webp.readUInt32LE(4);
  if (end > webp.length) throw new MalformedImage('A WebP beyond its end.');
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= end; ) {
    const length = webp.readUInt32LE(at + 4);
    if (at + 8 + length > end) throw new MalformedImage('A WebP chunk beyond the end.');
    chunks.push({ type: webp.toString('latin1', at, at + 4), body: webp.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return { chunks, end };
}

function encoded({ type, body }: Chunk): Buffer[] {
  return [header(type, body.length), body, Buffer.alloc(body.length % 2)];
}

function header(type: string, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.write(type, 'latin1');
  bytes.writeUInt32LE(length, 4);
  return bytes;
}
