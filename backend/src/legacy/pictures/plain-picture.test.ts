import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { type BitmapParts, bmp } from '../../../../test/support/bitmaps.js';
import { isPlainBitmap } from './plain-bitmap.js';
import { isPlainJpeg } from './plain-jpeg.js';
import { isPlainPng } from './plain-png.js';

const drawing = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#c24' } });

function chunk(type: string, data: Buffer, damage = 0): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE((crc32(body) ^ damage) >>> 0);
  return Buffer.concat([length, body, checksum]);
}

/** A PNG with one chunk more, behind its first. */
async function pngWith(extra: Buffer): Promise<Buffer> {
  const png = await drawing().png().toBuffer();
  return Buffer.concat([png.subarray(0, 33), extra, png.subarray(33)]);
}

/** A JPEG with one segment more, behind its first two bytes. */
async function jpegWith(marker: number, body: string): Promise<Buffer> {
  const jpeg = await drawing().jpeg().toBuffer();
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(body, 'latin1'), jpeg.subarray(2)]);
}

describe('A picture that an old client opens as it is', () => {
  it.each([
    ['of colours', () => drawing().png()],
    ['with transparency', () => drawing().ensureAlpha(0.5).png()],
    ['of a palette', () => drawing().png({ palette: true })],
    ['interlaced', () => drawing().png({ progressive: true })],
    ['of 16 bits', () => drawing().toColourspace('rgb16').png()],
  ])('is a PNG %s', async (_, make) => {
    expect(isPlainPng(await make().toBuffer())).toBe(true);
  });

  it('is a PNG with a note', async () => {
    expect(isPlainPng(await pngWith(chunk('tEXt', Buffer.from('Software\0Paint'))))).toBe(true);
  });

  const bomb = deflateSync(Buffer.alloc(2_000_000));
  it.each([
    ['a text that unpacks to two megabytes', chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), bomb]))],
    ['a profile that unpacks to two megabytes', chunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), bomb]))],
    ['a checksum that is wrong', chunk('tEXt', Buffer.from('a\0b'), 1)],
    ['a chunk that is too short', chunk('pHYs', Buffer.alloc(3))],
    ['transparency of another kind', chunk('tRNS', Buffer.alloc(3))],
    ['a chunk that nobody knows', chunk('abCd', Buffer.alloc(3))],
    ['frames that follow it', chunk('acTL', Buffer.alloc(8))],
    ['an orientation', chunk('eXIf', Buffer.alloc(30))],
  ])('is no PNG with %s', async (_, extra) => {
    expect(isPlainPng(await pngWith(extra))).toBe(false);
  });

  it('is no PNG with anything behind its end, or without it', async () => {
    const png = await drawing().png().toBuffer();
    expect(isPlainPng(Buffer.concat([png, Buffer.from('x')]))).toBe(false);
    expect(isPlainPng(png.subarray(0, -1))).toBe(false);
    expect(isPlainPng(Buffer.from('not at all'))).toBe(false);
  });

  it.each([
    ['baseline', () => drawing().jpeg()],
    ['progressive', () => drawing().jpeg({ progressive: true })],
    ['grey', () => drawing().greyscale().jpeg()],
    ['for print', () => drawing().toColourspace('cmyk').jpeg()],
    ['with a profile', () => drawing().withIccProfile('p3').jpeg()],
  ])('is a JPEG that is %s', async (_, make) => {
    expect(isPlainJpeg(await make().toBuffer())).toBe(true);
  });

  it('is a JPEG with a comment', async () => {
    expect(isPlainJpeg(await jpegWith(0xfe, 'made by hand'))).toBe(true);
  });

  it.each([
    ['an EXIF', 0xe1, 'Exif\0\0MM'],
    ['a header that is too short', 0xe0, 'JFIF\0\x01'],
    ['a profile that is too short', 0xe2, 'ICC_PROFILE\0'],
    ['what another program adds', 0xec, 'Ducky'],
    ['an end before its beginning', 0xd9, ''],
  ])('is no JPEG with %s', async (_, marker, body) => {
    expect(isPlainJpeg(await jpegWith(marker, body))).toBe(false);
  });

  it('is no JPEG that lies on its side, or is none', async () => {
    const lying = await drawing().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(isPlainJpeg(lying)).toBe(false);
    expect(isPlainJpeg(Buffer.from('not at all'))).toBe(false);
    expect(isPlainJpeg(Buffer.alloc(0))).toBe(false);
  });

  const pixel: BitmapParts = { width: 1, height: -1, depth: 32, rows: [[1, 2, 3, 4]] };
  it.each<[what: string, bitmap: Buffer]>([
    ['24 bits', bmp({ ...pixel, depth: 24 })],
    ['32 bits', bmp(pixel)],
    ['32 bits with the longest header', bmp({ ...pixel, header: 124 })],
  ])('is a BMP of %s', (_, bitmap) => {
    expect(isPlainBitmap(bitmap)).toBe(true);
  });

  it.each<[what: string, bitmap: Buffer]>([
    ['16 bits', bmp({ ...pixel, depth: 16 })],
    ['numbered colours', bmp({ ...pixel, depth: 8 })],
    ['colours in an order of its own', bmp({ ...pixel, masks: [0xff, 0xff00, 0xff0000] })],
    ['the header of OS/2', bmp({ ...pixel, height: 1, header: 12 })],
    ['two planes', Buffer.from(bmp(pixel)).fill(2, 26, 27)],
    ['no end', bmp(pixel).subarray(0, -1)],
    ['nothing but its beginning', Buffer.from('BM')],
  ])('is no BMP with %s', (_, bitmap) => {
    expect(isPlainBitmap(bitmap)).toBe(false);
  });
});
