import { crc32 } from 'node:zlib';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const overhead = 12;
const mostText = 65_536;

/** Chunks that hold nothing that has to be unpacked or moves, and how many bytes they may have. */
const lengths: Readonly<Record<string, readonly [least: number, most: number]>> = {
  IHDR: [13, 13],
  PLTE: [3, 768],
  tRNS: [1, 256],
  gAMA: [4, 4],
  cHRM: [32, 32],
  sRGB: [1, 1],
  pHYs: [9, 9],
  sBIT: [1, 4],
  bKGD: [1, 6],
  tIME: [7, 7],
  tEXt: [0, mostText],
  IDAT: [0, Number.POSITIVE_INFINITY],
  IEND: [0, 0],
};
/** Bytes of `tRNS` by the colour type: of grey, of colours, and at least of a palette. */
const transparency: Readonly<Record<number, number>> = { 0: 2, 2: 6 };

/**
 * Whether a PNG has nothing but what every program reads the same way, down to its checksums: browsers forgive much of which the
 * client's library dies, texts that unpack to a megabyte for one.
 */
export function isPlainPng(png: Buffer): boolean {
  if (!png.subarray(0, signature.length).equals(signature)) return false;
  let colourType = -1;
  for (let at = signature.length; at + overhead <= png.length; ) {
    const length = png.readUInt32BE(at);
    const end = at + overhead + length;
    const type = png.toString('latin1', at + 4, at + 8);
    const [least, most] = lengths[type] ?? [1, 0];
    if (end > png.length || length < least || length > most) return false;
    if (crc32(png.subarray(at + 4, end - 4)) !== png.readUInt32BE(end - 4)) return false;
    if (type === 'IHDR') colourType = png[at + 8 + 9] ?? -1;
    if (type === 'tRNS' && length !== (transparency[colourType] ?? length)) return false;
    if (type === 'IEND') return end === png.length;
    at = end;
  }
  return false;
}
