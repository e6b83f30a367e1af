/** Pictures as cameras and scanners store them, byte by byte. */

/** One byte order or the other; places of 32 or of 64 bits. */
export interface TiffForm {
  isLittle: boolean;
  isBig: boolean;
}

/** Bytes stand as they are, text with a zero behind it, a number as one value as wide as a place. */
type Value = Buffer | string | number;

class Numbers {
  readonly placeWidth: 4 | 8;
  readonly countWidth: 2 | 8;

  constructor(private readonly form: TiffForm) {
    this.placeWidth = form.isBig ? 8 : 4;
    this.countWidth = form.isBig ? 8 : 2;
  }

  of(width: 2 | 4 | 8, value: number): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(value));
    const number = bytes.subarray(8 - width);
    return this.form.isLittle ? number.reverse() : number;
  }

  place(value: number): Buffer {
    return this.of(this.placeWidth, value);
  }
}

/** A directory that begins at `start`, and behind it the values that have no room in it; without others after it unless `next` says where. */
export function tiffDirectory(
  form: TiffForm,
  start: number,
  values: Readonly<Record<number, Value>>,
  next = 0,
): Buffer {
  const numbers = new Numbers(form);
  const { placeWidth, countWidth } = numbers;
  const sorted = Object.entries(values).map(([tag, value]) => [Number(tag), value] as const);
  const apart: Buffer[] = [];
  let at = start + countWidth + sorted.length * (4 + 2 * placeWidth) + placeWidth;
  const entries = sorted.flatMap(([tag, value]) => {
    const isNumber = typeof value === 'number';
    const bytes = isNumber ? numbers.place(value) : Buffer.from(typeof value === 'string' ? `${value}\0` : value);
    const isApart = bytes.length > placeWidth;
    const room = isApart ? numbers.place(at) : Buffer.concat([bytes, Buffer.alloc(placeWidth)], placeWidth);
    if (isApart) apart.push(bytes);
    if (isApart) at += bytes.length;
    const type = isNumber ? { 4: 4, 8: 16 }[placeWidth] : typeof value === 'string' ? 2 : 7;
    return [numbers.of(2, tag), numbers.of(2, type), numbers.place(isNumber ? 1 : bytes.length), room];
  });
  return Buffer.concat([numbers.of(countWidth, sorted.length), ...entries, numbers.place(next), ...apart]);
}

/** What a file of that form begins with. */
export function tiffHeader(form: TiffForm, firstDirectory: number): Buffer {
  const numbers = new Numbers(form);
  const version = form.isBig ? [numbers.of(2, 43), numbers.of(2, 8), numbers.of(2, 0)] : [numbers.of(2, 42)];
  return Buffer.concat([Buffer.from(form.isLittle ? 'II' : 'MM'), ...version, numbers.place(firstDirectory)]);
}

type Segment = readonly [marker: number, body: Buffer | string];

/** A JPEG as small as can be, with these segments before its pixels. */
export function jpeg(...segments: readonly Segment[]): Buffer {
  const all: readonly Segment[] = [[0xe0, 'JFIF\0'], ...segments, [0xda, 'pixels of a preview']];
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...all.map(segment)]);
}

function segment([marker, body]: Segment): Buffer {
  const header = Buffer.from([0xff, marker, 0, 0]);
  header.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([header, Buffer.from(body)]);
}

/**
 * A grey picture of one row that tells its place in its GPS directory, its XMP, its photographer's name, and in three JPEGs
 * within it: a preview, one as pixels, and one as a value.
 */
export function rawPicture(form: TiffForm, told: { place: string; title: string; pixels: Buffer }): Buffer {
  const picture = jpeg([0xe1, `Exif\0\0${told.place}`]);
  const parts: Buffer[] = [tiffHeader(form, 0)];
  const end = () => parts.reduce((sum, { length }) => sum + length, 0);
  const add = (part: Buffer) => {
    const start = end();
    parts.push(part);
    return start;
  };
  const addDirectory = (values: Readonly<Record<number, Value>>) => add(tiffDirectory(form, end(), values));
  const pixels = add(told.pixels);
  const jpegs = [add(picture), add(picture)] as const;
  const places = addDirectory({ 28: told.place });
  const exif = addDirectory({ 36867: '2026:11:25 10:00:00', 37510: told.place, 34853: places });
  const preview = addDirectory({ 513: jpegs[0], 514: picture.length });
  const more = addDirectory({ 259: 7, 273: jpegs[1], 279: picture.length, 330: preview });
  const first = addDirectory({
    ...{ 46: picture, 256: told.pixels.length, 257: 1, 258: 8, 259: 1, 262: 1, 270: told.title },
    ...{ 273: pixels, 277: 1, 278: 1, 279: told.pixels.length, 315: told.place, 330: more },
    ...{ 700: Buffer.from(`<x:xmpmeta>${told.place}</x:xmpmeta>`), 34665: exif, 34853: places },
  });
  parts[0] = tiffHeader(form, first);
  return Buffer.concat(parts);
}

/** Kinds of such pictures, by the media types they are known by. */
export const tiffForms: readonly { what: string; type: string; form: TiffForm }[] = [
  { what: 'a raw picture', type: 'image/x-adobe-dng', form: { isLittle: true, isBig: false } },
  { what: 'a raw picture of the other byte order', type: 'image/x-nikon-nef', form: { isLittle: false, isBig: false } },
  { what: 'a TIFF of 64 bits', type: 'image/tiff', form: { isLittle: true, isBig: true } },
];
