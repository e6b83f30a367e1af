import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** A picture in which left, right, top and bottom differ. */
export function drawing(width = 600, height = 400): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4" width="${width}" height="${height}">
    <rect width="6" height="4" fill="#fff"/><rect width="3" height="2" fill="#e33"/><rect x="3" width="3" height="2" fill="#3e3"/>
    <rect y="2" width="3" height="2" fill="#33e"/></svg>`;
  return sharp(Buffer.from(svg)).flatten();
}

/** A drawing as a BMP of Windows, uncompressed: with 16 bits a pixel of a kind that few programs write any more. */
export async function bitmap(width: number, height: number, { depth = 24 }: { depth?: 16 | 24 } = {}): Promise<Buffer> {
  const pixels = await drawing(width, height).removeAlpha().raw().toBuffer();
  const rowBytes = Math.ceil((width * depth) / 32) * 4;
  const bytes = Buffer.alloc(54 + rowBytes * height);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(depth, 28);
  for (let at = 0; at < width * height; at++) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at * 3, at * 3 + 3);
    const row = height - 1 - Math.floor(at / width);
    const to = 54 + row * rowBytes + (at % width) * (depth / 8);
    if (depth === 24) bytes.set([blue, green, red], to);
    else bytes.writeUInt16LE(((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3), to);
  }
  return bytes;
}

/** Two frames that follow each other for ever. */
export async function animation(): Promise<Sharp> {
  const frames = await Promise.all([drawing(60, 40).png().toBuffer(), drawing(60, 40).negate().png().toBuffer()]);
  return sharp(frames, { join: { animated: true } });
}

/** A picture's own bytes, with another size written into its header. */
export function claiming(picture: Buffer, at: number, bytes: readonly number[]): Buffer {
  const claimed = Buffer.from(picture);
  claimed.set(bytes, at);
  return claimed;
}

/** Where Adam7's seven passes start, and how far apart their pixels are: x, y, dx, dy. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** A black PNG of any size that is a thousandth of what it unpacks to; an interlaced one has to be whole in memory to be shown. */
export function blackPng(side: number, { isInterlaced = false, bitsPerPixel = 1 } = {}): Buffer {
  const rows = (width: number, height: number) => height * (1 + Math.ceil((width * bitsPerPixel) / 8));
  const passes = isInterlaced ? adam7 : ([[0, 0, 1, 1]] as const);
  const length = passes.reduce(
    (sum, [x, y, dx, dy]) => sum + rows(Math.ceil((side - x) / dx), Math.ceil((side - y) / dy)),
    0,
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Grey of one bit, or colours with transparency of eight.
  header.set(bitsPerPixel === 1 ? [1, 0, 0, 0, Number(isInterlaced)] : [8, 6, 0, 0, Number(isInterlaced)], 8);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(length), { level: 1 })), chunk('IEND')];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

/** A PNG with one chunk more, behind its first. */
export function pngWith(png: Buffer, type: string, data: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, 33), chunk(type, data), png.subarray(33)]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
