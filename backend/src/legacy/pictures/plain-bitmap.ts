/** Bytes of a file that `isPlainBitmap` looks at. */
export const bitmapHeaderBytes = 54;

/**
 * Whether a BMP file is one of the kind that any program reads: uncompressed, 24 or 32 bits a pixel, and whole. What else goes by
 * the name is not worth the risk: a picture that can't be opened kills the client.
 */
export function isPlainBitmap(header: Buffer, size: number): boolean {
  if (header.length < bitmapHeaderBytes || header.toString('latin1', 0, 2) !== 'BM') return false;
  const [pixels, infoSize] = [header.readUInt32LE(10), header.readUInt32LE(14)];
  const [width, height] = [header.readInt32LE(18), Math.abs(header.readInt32LE(22))];
  const [planes, depth, compression] = [header.readUInt16LE(26), header.readUInt16LE(28), header.readUInt32LE(30)];
  if (![40, 108, 124].includes(infoSize) || planes !== 1 || compression !== 0) return false;
  if (![24, 32].includes(depth) || width < 1 || height < 1 || pixels < 14 + infoSize) return false;
  const row = Math.ceil((width * depth) / 32) * 4;
  return pixels + row * height <= size;
}
