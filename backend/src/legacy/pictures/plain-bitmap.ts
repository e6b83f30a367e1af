const headerBytes = 54;

/** Whether a BMP is one of the kind that every program reads: uncompressed, 24 or 32 bits a pixel, and whole. */
export function isPlainBitmap(bitmap: Buffer): boolean {
  if (bitmap.length < headerBytes || bitmap.toString('latin1', 0, 2) !== 'BM') return false;
  const [pixels, infoSize] = [bitmap.readUInt32LE(10), bitmap.readUInt32LE(14)];
  const [width, height] = [bitmap.readInt32LE(18), Math.abs(bitmap.readInt32LE(22))];
  const [planes, depth, compression] = [bitmap.readUInt16LE(26), bitmap.readUInt16LE(28), bitmap.readUInt32LE(30)];
  if (![40, 108, 124].includes(infoSize) || planes !== 1 || compression !== 0) return false;
  if (![24, 32].includes(depth) || width < 1 || height < 1 || pixels < 14 + infoSize) return false;
  const row = Math.ceil((width * depth) / 32) * 4;
  return pixels + row * height <= bitmap.length;
}
