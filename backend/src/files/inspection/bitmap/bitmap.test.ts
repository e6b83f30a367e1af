import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BitmapParts, bmp } from '../../../../../test/support/bitmaps.js';
import { MalformedImage } from '../metadata/malformed-image.js';
import { bitmapLayout } from './bitmap-layout.js';
import { bitmapImage } from './bitmap-pixels.js';

const [red, green, blue, white] = ['ff0000', '00ff00', '0000ff', 'ffffff'];
const palette = [
  [0, 0, 255],
  [0, 255, 0],
  [255, 0, 0],
  [255, 255, 255],
] as const;
/** Two rows of two: red, green; blue, white. */
const square = [red, green, blue, white];

describe('A BMP', () => {
  it.each<[string, BitmapParts]>([
    [
      '24 bits',
      {
        width: 2,
        height: 2,
        depth: 24,
        rows: [
          [255, 0, 0, 255, 255, 255],
          [0, 0, 255, 0, 255, 0],
        ],
      },
    ],
    [
      '24 bits from the top down',
      {
        width: 2,
        height: -2,
        depth: 24,
        rows: [
          [0, 0, 255, 0, 255, 0],
          [255, 0, 0, 255, 255, 255],
        ],
      },
    ],
    [
      '24 bits, as OS/2 has it',
      {
        width: 2,
        height: 2,
        depth: 24,
        header: 12,
        rows: [
          [255, 0, 0, 255, 255, 255],
          [0, 0, 255, 0, 255, 0],
        ],
      },
    ],
    [
      '32 bits',
      {
        width: 2,
        height: 2,
        depth: 32,
        rows: [
          [255, 0, 0, 0, 255, 255, 255, 0],
          [0, 0, 255, 0, 0, 255, 0, 0],
        ],
      },
    ],
    [
      '16 bits',
      {
        width: 2,
        height: 2,
        depth: 16,
        rows: [
          [0x1f, 0, 0xff, 0x7f],
          [0, 0x7c, 0xe0, 0x03],
        ],
      },
    ],
    [
      '16 bits, six of them green',
      {
        width: 2,
        height: 2,
        depth: 16,
        masks: [0xf800, 0x07e0, 0x001f],
        rows: [
          [0x1f, 0, 0xff, 0xff],
          [0, 0xf8, 0xe0, 0x07],
        ],
      },
    ],
    [
      '32 bits in another order',
      {
        width: 2,
        height: 2,
        depth: 32,
        header: 124,
        masks: [0xff, 0xff00, 0xff0000, 0xff000000],
        rows: [
          [0, 0, 255, 9, 255, 255, 255, 9],
          [255, 0, 0, 9, 0, 255, 0, 9],
        ],
      },
    ],
    [
      '32 bits, red in the highest',
      {
        width: 2,
        height: 2,
        depth: 32,
        header: 108,
        masks: [0xff000000, 0xff0000, 0xff00],
        rows: [
          [0, 255, 0, 0, 0, 255, 255, 255],
          [0, 0, 0, 255, 0, 0, 255, 0],
        ],
      },
    ],
    [
      '8 bits',
      {
        width: 2,
        height: 2,
        depth: 8,
        palette,
        rows: [
          [2, 3],
          [0, 1],
        ],
      },
    ],
    [
      '8 bits, as OS/2 has it',
      {
        width: 2,
        height: 2,
        depth: 8,
        header: 12,
        palette,
        rows: [
          [2, 3],
          [0, 1],
        ],
      },
    ],
    ['4 bits', { width: 2, height: 2, depth: 4, palette, rows: [[0x23], [0x01]] }],
  ])('of %s is seen as it was drawn', async (_, parts) => {
    const image = await bitmapImage(bmp(parts));
    const pixels = await image.raw().toBuffer();
    expect(await image.metadata()).toMatchObject({ width: 2, height: 2, channels: 3 });
    expect(pixels.toString('hex')).toBe(square.join(''));
  });

  it('of one bit is seen as it was drawn, beyond the first byte of a row', async () => {
    const row = [0b10000000, 0b01000000];
    const image = await bitmapImage(bmp({ width: 10, height: 1, depth: 1, palette: palette.slice(2), rows: [row] }));
    const pixels = (await image.raw().toBuffer()).toString('hex');
    expect(pixels).toBe([white, ...Array(8).fill(blue), white].join(''));
  });

  it('that numbers colours it does not have is black there', async () => {
    const image = await bitmapImage(bmp({ width: 2, height: 1, depth: 8, palette: [[0, 0, 255]], rows: [[0, 200]] }));
    expect((await image.raw().toBuffer()).toString('hex')).toBe(`${red}000000`);
  });

  const whole = bmp({
    width: 2,
    height: 2,
    depth: 24,
    rows: [
      [1, 2, 3, 4, 5, 6],
      [1, 2, 3, 4, 5, 6],
    ],
  });
  const changed = (at: number, ...bytes: number[]) => {
    const copy = Buffer.from(whole);
    copy.set(bytes, at);
    return copy;
  };

  it.each([
    ['it is none', Buffer.from('BMW is a maker of cars, and this is a text about it.')],
    ['it ends early', whole.subarray(0, -1)],
    ['it ends in its header', whole.subarray(0, 30)],
    ['it has no width', changed(18, 0, 0, 0, 0)],
    ['its width is negative', changed(18, 255, 255, 255, 255)],
    ['it has no height', changed(22, 0, 0, 0, 0)],
    ['it is a giant', changed(18, 255, 255, 255, 127, 255, 255, 255, 127)],
    ['it is run-length encoded', changed(28, 8, 0, 1)],
    ['its pixels lie in its header', changed(10, 20, 0, 0, 0)],
    ['it has a depth that there is not', changed(28, 7)],
  ])('is none that can be shown when %s', async (_, bytes) => {
    await expect(bitmapImage(bytes)).rejects.toThrow(MalformedImage);
  });

  it('is shown or refused, whatever its bytes are, and makes room for no more than it has', () => {
    const field = fc.oneof(fc.constantFrom(0, 1, 3, 8, 24, 12, 40, 108, 124), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    fc.assert(
      fc.property(
        fc.array(field, { minLength: 14, maxLength: 16 }),
        fc.uint8Array({ maxLength: 2000 }),
        (fields, rest) => {
          const words = Buffer.alloc(fields.length * 4);
          for (const [index, value] of fields.entries()) words.writeUInt32LE(value, index * 4);
          const bytes = Buffer.concat([Buffer.from('BM'), words, Buffer.from(rest)]);
          try {
            const { width, height, depth } = bitmapLayout(bytes);
            expect((width * height * depth) / 8).toBeLessThanOrEqual(bytes.length);
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedImage);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
