import { setImmediate as othersTurn } from 'node:timers/promises';
import sharp, { type Sharp } from 'sharp';
import { type BitmapLayout, bitmapLayout } from './bitmap-layout.js';

/** What signatures call a BMP. libvips as it comes with sharp reads none. */
export const bitmapType = 'image/bmp';

/** Pixels between two looks at what else there is to do. */
const pixelsInOneGo = 100_000;

/** A BMP's picture, opaque, for sharp. Throws as `bitmapLayout` does. */
export async function bitmapImage(bytes: Buffer): Promise<Sharp> {
  const layout = bitmapLayout(bytes);
  const { width, height } = layout;
  return sharp(await pixelsOf(bytes, layout), { raw: { width, height, channels: 3 } });
}

/** Red, green and blue of each pixel, from the top down. */
async function pixelsOf(bytes: Buffer, layout: BitmapLayout): Promise<Buffer> {
  const { width, height, isTopDown, start, rowBytes } = layout;
  const colour = colourReader(layout);
  const pixels = Buffer.alloc(width * height * 3);
  const rowsInOneGo = Math.ceil(pixelsInOneGo / width);
  for (let row = 0; row < height; row++) {
    if (row % rowsInOneGo === rowsInOneGo - 1) await othersTurn();
    const from = start + (isTopDown ? row : height - 1 - row) * rowBytes;
    for (let column = 0, to = row * width * 3; column < width; column++, to += 3) {
      pixels.writeUIntBE(colour(bytes, from, column), to, 3);
    }
  }
  return pixels;
}

/** Reads the colour of a column of the row that begins at an offset: 24 bits, red first. */
type ColourReader = (bytes: Buffer, from: number, column: number) => number;

function colourReader(layout: BitmapLayout): ColourReader {
  const { depth } = layout;
  if (depth === 24) return (bytes, from, column) => bytes.readUIntLE(from + column * 3, 3);
  if (depth < 16) return numberedColour(layout);
  const [red, green, blue] = layout.masks.map(channelReader) as [ChannelReader, ChannelReader, ChannelReader];
  const size = depth / 8;
  return (bytes, from, column) => {
    const pixel = bytes.readUIntLE(from + column * size, size);
    return red(pixel) * 0x10000 + green(pixel) * 0x100 + blue(pixel);
  };
}

/** Several pixels share a byte, the first in its highest bits. */
function numberedColour({ depth, palette, colourBytes }: BitmapLayout): ColourReader {
  const count = 2 ** depth;
  const colours = Uint32Array.from({ length: count }, (_, index) => {
    const at = index * colourBytes;
    return at + 3 <= palette.length ? palette.readUIntLE(at, 3) : 0;
  });
  const perByte = 8 / depth;
  return (bytes, from, column) => {
    const byte = bytes[from + Math.floor(column / perByte)] ?? 0;
    const shift = 8 - depth * ((column % perByte) + 1);
    return colours[(byte >> shift) & (count - 1)] ?? 0;
  };
}

type ChannelReader = (pixel: number) => number;

/** A channel's bits, drawn out to eight. */
function channelReader(mask: number): ChannelReader {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const largest = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) / largest) * 255);
}
