import { MalformedImage } from '../metadata/malformed-image.js';
import { mostPixels } from '../picture-bounds.js';

/** Where a BMP's pixels are, and what their bits mean. */
export interface BitmapLayout {
  /** Bytes of the second header. */
  readonly headerSize: number;
  /** One, as the format says; whoever draws it need not look. */
  readonly planes: number;
  readonly width: number;
  readonly height: number;
  /** Rows go from the bottom upwards unless a negative height says otherwise. */
  readonly isTopDown: boolean;
  /** Bits of a pixel: 1, 4 or 8 number a colour of the palette, 16, 24 or 32 are one. */
  readonly depth: number;
  /** Offset of the first row. */
  readonly start: number;
  /** Bytes of a row, filled up to whole 32-bit words. */
  readonly rowBytes: number;
  /** Blue, green, red and perhaps a filler, one colour after the other. */
  readonly palette: Buffer;
  readonly colourBytes: 3 | 4;
  /** Offset behind the colours that pixels can have. */
  readonly paletteEnd: number;
  /** Whether it says so itself which bits are which colour. */
  readonly hasMasks: boolean;
  /** Bits of a pixel that are its red, its green and its blue. */
  readonly masks: readonly [number, number, number];
}

const fileHeader = 14;
/** By their sizes: of OS/2, and of Windows since 3.0, 95 and 98. */
const headers = [12, 40, 52, 56, 108, 124];
const [uncompressed, bitFields] = [0, 3];

/**
 * Reads the headers of a BMP. Those of which nothing remains to be seen but by running its compression (RLE, which hardly any
 * program ever wrote) are not read. Throws `MalformedImage`.
 */
export function bitmapLayout(bytes: Buffer): BitmapLayout {
  const isOne = bytes.length >= fileHeader + 4 && bytes.toString('latin1', 0, 2) === 'BM';
  const [start, size] = isOne ? [bytes.readUInt32LE(10), bytes.readUInt32LE(14)] : [0, 0];
  if (!headers.includes(size) || bytes.length < fileHeader + size) throw new MalformedImage('No BMP.');
  const isOld = size === 12;
  const width = isOld ? bytes.readUInt16LE(18) : bytes.readInt32LE(18);
  const signedHeight = isOld ? bytes.readUInt16LE(20) : bytes.readInt32LE(22);
  const height = Math.abs(signedHeight);
  const depth = bytes.readUInt16LE(isOld ? 24 : 28);
  const compression = isOld ? uncompressed : bytes.readUInt32LE(30);
  if (width < 1 || height < 1 || width * height > mostPixels) throw new MalformedImage('A BMP of no size, or a giant.');
  if (!isReadable(depth, compression)) throw new MalformedImage('A BMP that is compressed.');
  const rowBytes = Math.ceil((width * depth) / 32) * 4;
  const hasMasks = compression === bitFields;
  const colourBytes = isOld ? 3 : 4;
  const paletteStart = fileHeader + size + (hasMasks && size === 40 ? 12 : 0);
  if (start < paletteStart || start + rowBytes * height > bytes.length)
    throw new MalformedImage('A BMP without its end.');
  return {
    ...{ headerSize: size, planes: bytes.readUInt16LE(isOld ? 22 : 26), width, height, isTopDown: signedHeight < 0 },
    ...{ depth, start, rowBytes, colourBytes, hasMasks },
    palette: bytes.subarray(paletteStart, start),
    paletteEnd: Math.min(start, paletteStart + (depth < 16 ? 2 ** depth * colourBytes : 0)),
    masks: hasMasks ? masksIn(bytes) : usualMasks(depth),
  };
}

function isReadable(depth: number, compression: number): boolean {
  return compression === uncompressed
    ? [1, 4, 8, 16, 24, 32].includes(depth)
    : compression === bitFields && [16, 32].includes(depth);
}

function masksIn(bytes: Buffer): [number, number, number] {
  return [bytes.readUInt32LE(54), bytes.readUInt32LE(58), bytes.readUInt32LE(62)];
}

function usualMasks(depth: number): [number, number, number] {
  return depth === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0xff00, 0xff];
}
