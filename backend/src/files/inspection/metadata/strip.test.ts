import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { box, mp4 } from '../../../../../test/support/films.js';
import { stripMetadata } from './strip.js';

const place = 'Taken at 31.2304 N 121.4737 E';
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${place}"/></rdf:RDF></x:xmpmeta>`;
const exif = {
  IFD0: { ImageDescription: place, Artist: 'Somebody' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 49/1' },
};

/** 60 by 40 pixels, each corner of its own colour. */
function drawing(): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#fff"/>
    <rect width="30" height="20" fill="#e33"/><rect x="30" width="30" height="20" fill="#3e3"/><rect y="20" width="30" height="20" fill="#33e"/></svg>`;
  return sharp(Buffer.from(svg)).flatten();
}

const formats: readonly [type: string, encode: (image: Sharp) => Sharp][] = [
  ['image/jpeg', (image) => image.jpeg()],
  ['image/jpeg', (image) => image.jpeg({ progressive: true })],
  ['image/png', (image) => image.png()],
  ['image/webp', (image) => image.webp()],
  ['image/webp', (image) => image.webp({ lossless: true })],
  ['image/avif', (image) => image.avif({ effort: 0 })],
];

describe('taking metadata out of pictures', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'strip-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  /** What is left of a picture, and whether it was touched at all. */
  const strip = async (type: string, image: Buffer) => {
    const [path, target] = [join(directory, 'image'), join(directory, 'clean')];
    await writeFile(path, image);
    const left = await stripMetadata(path, type, target);
    return { isUntouched: left === path, left: left === undefined ? undefined : await readFile(left) };
  };
  const stripped = async (type: string, image: Buffer): Promise<Buffer> => {
    const { left } = await strip(type, image);
    if (!left) throw new Error('The picture was taken for malformed.');
    return left;
  };
  const pixels = (image: Buffer) => sharp(image, { autoOrient: true }).raw().toBuffer();

  describe.each(formats)('%s', (type, encode) => {
    it('leaves a picture without any as it is, byte for byte', async () => {
      expect(await strip(type, await encode(drawing()).toBuffer())).toMatchObject({ isUntouched: true });
    });

    it('takes out EXIF, places and XMP, and keeps every pixel and the colour profile', async () => {
      const image = await encode(drawing().withExif(exif).withXmp(xmp).withIccProfile('p3')).toBuffer();
      expect(image.includes(place)).toBe(true);
      const left = await stripped(type, image);
      expect(left.includes(place)).toBe(false);
      expect(left.includes('Somebody')).toBe(false);
      expect((await sharp(left).metadata()).icc).toEqual((await sharp(image).metadata()).icc);
      expect((await pixels(left)).equals(await pixels(image))).toBe(true);
      expect(await strip(type, left)).toMatchObject({ isUntouched: true });
    });

    it('never fails on a picture that is cut off or damaged anywhere', async () => {
      const image = await encode(drawing().withExif(exif).withXmp(xmp)).toBuffer();
      for (let end = 0; end < image.length; end += 7) await strip(type, image.subarray(0, end));
      for (let at = 0; at < image.length; at += 7) {
        const damaged = Buffer.from(image);
        damaged[at] = (damaged[at] ?? 0) ^ 0xff;
        await strip(type, damaged);
      }
    });
  });

  // What turns an AVIF is no metadata, and nothing marks its end.
  describe.each(formats.filter(([type]) => type !== 'image/avif'))('%s', (type, encode) => {
    it('takes out what follows the end', async () => {
      const image = await encode(drawing()).toBuffer();
      expect((await stripped(type, Buffer.concat([image, Buffer.from(place)]))).equals(image)).toBe(true);
    });

    it.each([3, 6, 8])('keeps a picture with EXIF orientation %d upright', async (orientation) => {
      const image = await encode(drawing().withMetadata({ orientation, exif })).toBuffer();
      const left = await stripped(type, image);
      expect(left.includes(place)).toBe(false);
      expect((await sharp(left).metadata()).orientation).toBe(orientation);
      expect((await pixels(left)).equals(await pixels(image))).toBe(true);
      expect(await strip(type, left)).toMatchObject({ isUntouched: true });
    });
  });

  it('takes the film of a moving photo, and what else stands beside it, out of an AVIF', async () => {
    const image = await drawing().avif({ effort: 0 }).toBuffer();
    const left = await stripped('image/avif', Buffer.concat([image, box('mpvd', mp4(place)), box('uuid', place)]));
    expect(left.includes(place)).toBe(false);
    expect((await pixels(left)).equals(await pixels(image))).toBe(true);
    expect(await strip('image/avif', left)).toMatchObject({ isUntouched: true });
  });

  it.each([
    ['short', '\0\0\0\0', 8],
    ['long', '\x01\0\0\0', 16],
  ])('takes tags and %s times out of a sequence of pictures, and nothing else', async (_, version, bytes) => {
    const sequence = (tag: (body: string) => Buffer, time: string) => {
      const header = (type: string) => box(type, `${version}${time}${place}`);
      const track = box('trak', header('tkhd'), tag(place), box('mdia', header('mdhd')));
      return Buffer.concat([box('ftyp', 'msf1'), box('moov', header('mvhd'), tag(place), track), box('mdat', place)]);
    };
    const taken = sequence((body) => box('udta', body), 't'.repeat(bytes));
    const left = sequence((body) => box('free', Buffer.alloc(body.length)), '\0'.repeat(bytes));
    expect((await stripped('image/heif-sequence', taken)).equals(left)).toBe(true);
  });

  it('leaves comments alone, unless there is more', async () => {
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 7]), Buffer.from('hello')]);
    const [plain, personal] = await Promise.all([
      drawing().jpeg().toBuffer(),
      drawing().withExif(exif).jpeg().toBuffer(),
    ]);
    const commented = (image: Buffer) => Buffer.concat([image.subarray(0, 2), comment, image.subarray(2)]);
    expect(await strip('image/jpeg', commented(plain))).toMatchObject({ isUntouched: true });
    expect((await stripped('image/jpeg', commented(personal))).includes('hello')).toBe(false);
  });

  it('takes XMP and comments out of a GIF, which keeps moving', async () => {
    const frames = await Promise.all([drawing().png().toBuffer(), drawing().negate().png().toBuffer()]);
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 200], loop: 0 })
      .toBuffer();
    expect(await strip('image/gif', gif)).toMatchObject({ isUntouched: true });
    const application = Buffer.concat([Buffer.from([0x21, 0xff, 11]), Buffer.from('XMP DataXMP')]);
    // The "magic trailer" leads readers of sub-blocks to the end.
    const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, n) => 255 - n), 0]);
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, 5]), Buffer.from('hello\0')]);
    const extra = Buffer.concat([application, Buffer.from(xmp), trailer, comment]);
    const header = 13 + 3 * 2 ** (((gif[10] ?? 0) & 7) + 1);
    const personal = Buffer.concat([gif.subarray(0, header), extra, gif.subarray(header)]);
    expect((await stripped('image/gif', personal)).equals(gif)).toBe(true);
  });

  it('keeps animated WebP moving', async () => {
    const frames = await Promise.all([drawing().png().toBuffer(), drawing().negate().png().toBuffer()]);
    const webp = await sharp(frames, { join: { animated: true } })
      .webp({ delay: [100, 200] })
      .withExif(exif)
      .toBuffer();
    const left = await stripped('image/webp', webp);
    expect(left.includes(place)).toBe(false);
    expect((await sharp(left).metadata()).pages).toBe(2);
  });

  it.each([
    ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
    ['image/png', Buffer.from('89504e470d0a1a0affffffff49484452', 'hex')],
    ['image/webp', Buffer.from('RIFF\xff\xff\xff\xffWEBP', 'latin1')],
    ['image/gif', Buffer.from('GIF89a')],
    ['image/avif', Buffer.from('\0\0\0\x10meta\0\0\0\0\0\0\0\x09', 'latin1')],
  ])('finds a malformed %s', async (type, image) => {
    expect(await strip(type, image)).toEqual({ isUntouched: false, left: undefined });
  });
});
