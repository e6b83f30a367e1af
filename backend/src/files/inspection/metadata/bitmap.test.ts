import { describe, expect, it } from '@jest/globals';
import { type BitmapParts, bmp } from '../../../../../test/support/bitmaps.js';
import { bitmapImage } from '../bitmap/bitmap-pixels.js';
import { strippedBitmap } from './bitmap.js';

const secret = 'C:\\Users\\somebody\\colours.icm';
const row = { width: 2, height: 1, rows: [[1, 2, 3, 4, 5, 6]] };
const numbered: BitmapParts = { width: 2, height: 1, depth: 8, rows: [[0, 1]], palette: Array(256).fill([1, 2, 3]) };

/** Bytes before the pixels that nothing says anything of. */
function withGap(bitmap: Buffer, gap: string): Buffer {
  const start = bitmap.readUInt32LE(10);
  const moved = Buffer.concat([bitmap.subarray(0, start), Buffer.from(gap), bitmap.subarray(start)]);
  moved.writeUInt32LE(start + gap.length, 10);
  return moved;
}

/** With a colour profile, or the path of one, behind the pixels and something else. */
function withProfile(kind: 'LINK' | 'MBED', profile: string): Buffer {
  const bitmap = bmp({ ...row, depth: 24, header: 124 });
  bitmap.writeUInt32LE(Buffer.from(kind).readUInt32BE(0), 70);
  bitmap.writeUInt32LE(bitmap.length - 14 + 5, 126);
  bitmap.writeUInt32LE(profile.length, 130);
  return Buffer.concat([bitmap, Buffer.from(`other${profile}`)]);
}

const pixelsOf = async (bitmap: Buffer) => (await bitmapImage(bitmap)).raw().toBuffer();

describe('Taking metadata out of a BMP', () => {
  it.each<[what: string, bitmap: Buffer]>([
    ['behind its pixels', Buffer.concat([bmp({ ...row, depth: 24 }), Buffer.from(secret)])],
    ['before its pixels', withGap(bmp({ ...row, depth: 24 }), secret)],
    ['behind its colours', withGap(bmp(numbered), secret)],
    ['as the path of its profile', withProfile('LINK', secret)],
  ])('takes what stands %s, and leaves every pixel', async (_, bitmap) => {
    const stripped = strippedBitmap(bitmap);
    expect([bitmap.includes(secret), stripped.includes(secret)]).toEqual([true, false]);
    expect(await pixelsOf(stripped)).toEqual(await pixelsOf(bitmap));
    expect(strippedBitmap(stripped).equals(stripped)).toBe(true);
  });

  it('leaves a profile that is within it, and nothing beside that', () => {
    const stripped = strippedBitmap(withProfile('MBED', 'a profile'));
    const at = 14 + stripped.readUInt32LE(126);
    expect(stripped.toString('latin1', at, at + stripped.readUInt32LE(130))).toBe('a profile');
    expect([stripped.includes('other'), stripped.readUInt32LE(2)]).toEqual([false, stripped.length]);
    expect(strippedBitmap(stripped).equals(stripped)).toBe(true);
  });

  it('names no profile where the one it had is beyond its end', () => {
    const stripped = strippedBitmap(withProfile('MBED', 'a profile').subarray(0, 148));
    expect([stripped.toString('latin1', 70, 74), stripped.readUInt32LE(126)]).toEqual(['BGRs', 0]);
  });

  it.each<[what: string, parts: BitmapParts]>([
    ['colours', { ...row, depth: 24 }],
    ['numbered colours', numbered],
    ['masks', { width: 1, height: 1, depth: 32, masks: [0xff, 0xff00, 0xff0000], rows: [[1, 2, 3, 4]] }],
  ])('leaves one of %s as it is, byte by byte, when there is nothing to take', (_, parts) => {
    const bitmap = bmp(parts);
    expect(strippedBitmap(bitmap).equals(bitmap)).toBe(true);
  });
});
