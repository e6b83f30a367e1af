import { bitmapLayout } from '../bitmap/bitmap-layout.js';

const fileHeader = 14;
/** The second header's size where it may name a colour profile, and where it does: its kind, its offset behind the first header, its bytes. */
const fifth = { size: 124, kindAt: 70, offsetAt: 126, lengthAt: 130 } as const;
/** As they stand in the file: a profile within it; the path of one on the machine where it was made; none but the usual one. */
const kinds = { within: 'DEBM', path: 'KNIL', usual: 'BGRs' } as const;

/**
 * A BMP without what stands outside its headers, colours and pixels, where anything may, and without the path of a colour profile;
 * a profile within it stays. Throws `MalformedImage`.
 */
export function strippedBitmap(bitmap: Buffer): Buffer {
  const { headerSize, paletteEnd, start, rowBytes, height } = bitmapLayout(bitmap);
  const end = start + rowBytes * height;
  const mayHaveProfile = headerSize === fifth.size;
  const stripped = Buffer.concat([bitmap.subarray(0, end), ...(mayHaveProfile ? [profileIn(bitmap)] : [])]);
  stripped.fill(0, paletteEnd, start);
  if (mayHaveProfile) nameProfile(stripped, end);
  if (stripped.length !== bitmap.length) stripped.writeUInt32LE(stripped.length, 2);
  return stripped;
}

/** Empty when there is none within the file. */
function profileIn(bitmap: Buffer): Buffer {
  if (kindIn(bitmap) !== kinds.within) return Buffer.alloc(0);
  const at = fileHeader + bitmap.readUInt32LE(fifth.offsetAt);
  return bitmap.subarray(at, at + bitmap.readUInt32LE(fifth.lengthAt));
}

/** Says of what stands behind the pixels that it is the profile. */
function nameProfile(bitmap: Buffer, start: number): void {
  const length = bitmap.length - start;
  const hadOne = [kinds.within, kinds.path].some((kind) => kind === kindIn(bitmap));
  if (length === 0 && hadOne) bitmap.write(kinds.usual, fifth.kindAt, 'latin1');
  bitmap.writeUInt32LE(length > 0 ? start - fileHeader : 0, fifth.offsetAt);
  bitmap.writeUInt32LE(length, fifth.lengthAt);
}

function kindIn(bitmap: Buffer): string {
  return bitmap.toString('latin1', fifth.kindAt, fifth.kindAt + 4);
}
