import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { filmed, songTitle } from '../../../../../test/support/films.js';
import { strip } from '../../../../../test/support/stripped-file.js';
import { rawPicture, tiffDirectory, tiffForms, tiffHeader } from '../../../../../test/support/tiffs.js';

const place = '+31.2304+121.4737/';

describe("taking metadata out of pictures in TIFF's form", () => {
  it.each(tiffForms)('leaves $what one that can be opened, with every pixel', async ({ type, form }) => {
    const { left } = await strip(type, rawPicture(form, { place, title: songTitle, pixels: filmed }));
    const pixels = await sharp(left, { failOn: 'warning' }).extractChannel(0).raw().toBuffer();
    expect(pixels.equals(filmed)).toBe(true);
    expect(left.includes('2026:11:25')).toBe(false);
  });

  describe.each([false, true])('Of a TIFF (of 64 bits: %s)', (isBig) => {
    const form = { isLittle: true, isBig };
    const start = tiffHeader(form, 0).length;
    const tiff = (values: Readonly<Record<number, number>>, next = 0, behind = Buffer.alloc(0)) =>
      Buffer.concat([tiffHeader(form, start), tiffDirectory(form, start, values, next), behind]);

    it.each<[what: string, picture: Buffer]>([
      ['directories go in a circle', tiff({ 330: start, 34665: start }, start)],
      ['pointers lead nowhere', tiff({ 330: 0, 34665: 0, 34853: 0 })],
    ])('%s, which is not followed for ever', async (_, picture) => {
      const { isRight, left } = await strip('image/tiff', picture);
      expect([isRight, left.equals(picture)]).toEqual([true, true]);
    });

    const count = start + (isBig ? 8 : 2) + 4;
    const claiming = (bytes: Buffer, at: number) => Buffer.from(bytes).fill(0xff, at, at + (isBig ? 8 : 4));
    it.each<[what: string, picture: Buffer]>([
      ['the first directory is beyond the end', tiffHeader(form, 1_000_000)],
      ['places are beyond the end', tiff({ 34853: 1_000_000 })],
      ['a value has more bytes than there are', claiming(tiff({ 315: 1 }), count)],
      ['a directory has more entries than there are', claiming(tiff({}), start)],
      [
        'there are more directories than pages in a book',
        Buffer.concat([
          tiffHeader(form, start),
          ...Array.from({ length: 10_001 }, (_, n) =>
            tiffDirectory(form, start, {}, start + (n + 1) * (isBig ? 16 : 6)),
          ),
        ]),
      ],
    ])('%s: it is none', async (_, picture) => {
      const { isRight, left } = await strip('image/tiff', picture);
      expect([isRight, left.equals(picture)]).toEqual([false, true]);
    });
  });
});
