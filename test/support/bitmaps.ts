export interface BitmapParts {
  width: number;
  /** Negative when rows go from the top down. */
  height: number;
  depth: number;
  /** Bytes of the second header: 12 of OS/2, 40 and more of Windows. */
  header?: 12 | 40 | 108 | 124;
  masks?: readonly number[];
  /** Blue, green, red. */
  palette?: readonly (readonly [number, number, number])[];
  rows: readonly (readonly number[])[];
}

/** A BMP as programs write it; rows as they come in the file, filled up to whole words. */
export function bmp({ width, height, depth, header = 40, masks = [], palette = [], rows }: BitmapParts): Buffer {
  const isOld = header === 12;
  const info = Buffer.alloc(header);
  info.writeUInt32LE(header);
  if (isOld) {
    info.writeUInt16LE(width, 4);
    info.writeUInt16LE(height, 6);
  } else {
    info.writeInt32LE(width, 4);
    info.writeInt32LE(height, 8);
    info.writeUInt32LE(masks.length > 0 ? 3 : 0, 16);
  }
  info.writeUInt16LE(1, isOld ? 8 : 12);
  info.writeUInt16LE(depth, isOld ? 10 : 14);
  const bits = Buffer.alloc(masks.length * 4);
  for (const [index, mask] of masks.entries()) bits.writeUInt32LE(mask, index * 4);
  if (header > 40) bits.copy(info, 40);
  const colours = Buffer.from(palette.flatMap((colour) => (isOld ? colour : [...colour, 0])));
  const pixels = rows.map((row) => Buffer.concat([Buffer.from(row), Buffer.alloc((4 - (row.length % 4)) % 4)]));
  const start = Buffer.alloc(14);
  start.write('BM');
  start.writeUInt32LE(14 + header + (header === 40 ? bits.length : 0) + colours.length, 10);
  return Buffer.concat([start, info, ...(header === 40 ? [bits] : []), colours, ...pixels]);
}
