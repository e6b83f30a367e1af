import { box, filmed, songTitle, track, uint32 } from './films.js';
import { jpeg, tiffDirectory, tiffHeader } from './tiffs.js';

/** Raw and layered pictures that are no TIFF, byte by byte; `place` stands wherever their cameras and programs put it. */

const form = { isLittle: true, isBig: false };
const date = '2026:11:25 10:00:00';

/** A TIFF of one directory, and perhaps one of places that it leads to. */
function tiff(values: Readonly<Record<number, Buffer | string | number>>, places?: string): Buffer {
  const start = tiffHeader(form, 0).length;
  if (places === undefined) return Buffer.concat([tiffHeader(form, start), tiffDirectory(form, start, values)]);
  const apart = tiffDirectory(form, start, { 28: places });
  const first = start + apart.length;
  return Buffer.concat([tiffHeader(form, first), apart, tiffDirectory(form, first, { ...values, 34853: start })]);
}

function little(width: 2 | 4, value: number): Buffer {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntLE(value, 0, width);
  return bytes;
}

/** What a Canon notes while it records. */
export function canonRecord(kind: number, said: Buffer): Buffer {
  return Buffer.concat([little(4, 12 + said.length), little(2, kind), Buffer.from([0, 0, 0, 1, 0xff, 0xff]), said]);
}

function canonBlock(tag: number, said: Buffer): Buffer {
  return Buffer.concat([little(4, 8 + said.length), little(4, tag), said]);
}

function own(name: string, ...parts: Buffer[]): Buffer {
  return box('uuid', Buffer.from(name, 'hex'), ...parts);
}

/** A Canon raw picture (CR3); `records` are what it noted. */
export function canonRaw(place: string, records = canonRecords(place)): Buffer {
  const start = box('ftyp', 'crx ', uint32(1), 'crx isom');
  const preview = jpeg([0xe1, `Exif\0\0${place}`]);
  const measures = Buffer.alloc(16);
  const notes = own(
    '85c0b687820f11e08111f4ce462b6a48',
    box('CNCV', 'CanonCR3_001/00.09.00/00.00.00'),
    box('CMT1', tiff({ 270: songTitle, 306: date, 315: place })),
    box('CMT2', tiff({ 36867: date, 42033: place })),
    box('CMT3', tiff({ 6: filmed, 9: place })),
    box('CMT4', tiff({ 28: place })),
    box('THMB', measures, preview),
  );
  const film = (at: number) =>
    box(
      'moov',
      notes,
      box('mvhd', uint32(0, 3_800_000_000, 3_800_000_001, 1000, 5000)),
      track({ id: 1, handler: 'vide', samples: [preview.length], start: at }),
      track({ id: 2, handler: 'vide', samples: [filmed.length], start: at + preview.length }),
      track({ id: 3, handler: 'meta', samples: [records.length], start: at + preview.length + filmed.length }),
      own('d8fec3d61b0e483c92975828877ec481', Buffer.from(place)),
    );
  const apart = Buffer.concat([
    own('be7acfcb97a942e89c71999491e3afac', Buffer.from(`<x:xmpmeta>${place}</x:xmpmeta>`)),
    own('eaf42b5e1c984b88b9fbb7dc406e4d16', Buffer.alloc(8), box('PRVW', measures, preview)),
  ]);
  const at = start.length + film(0).length + apart.length + 8;
  const recipe = own('210f1687914911e4811100242131fce4', box('CNOP', place));
  return Buffer.concat([start, film(at), apart, box('mdat', preview, filmed, records), recipe]);
}

function canonRecords(place: string): Buffer {
  // It does not say that there is no next directory.
  const exif = canonBlock(0x8769, tiff({ 41987: 1 }).subarray(0, -4));
  const colours = canonBlock(0x927c, tiff({ 150: place, 16385: filmed }));
  return Buffer.concat([
    canonRecord(1, Buffer.from(place)),
    canonRecord(5, Buffer.from(filmed)),
    canonRecord(7, Buffer.concat([exif, colours])),
    canonRecord(11, Buffer.from(place)),
  ]);
}

/** A Fujifilm raw picture (RAF). */
export function fujiRaw(place: string): Buffer {
  const exif = tiff({ 270: songTitle, 306: date, 315: place, 37500: filmed }, place);
  const picture = jpeg(
    [0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif])],
    [0xe1, `http://ns.adobe.com/xap/1.0/\0${place}`],
    [0xed, `Photoshop 3.0\0${place}`],
  );
  const header = Buffer.alloc(160);
  header.write('FUJIFILMCCD-RAW 0201FF129502X-T3');
  const sensor = header.length + picture.length;
  uint32(header.length, picture.length, sensor, 0, sensor, filmed.length).copy(header, 84);
  return Buffer.concat([header, picture, filmed]);
}

/** A picture of Photoshop's (PSD), with resources of those ids. */
export function photoshop(resources: readonly (readonly [id: number, said: string])[]): Buffer {
  const blocks = resources.map(([id, said]) => {
    const header = Buffer.from('8BIM\0\0\x03odd', 'latin1');
    header.writeUInt16BE(id, 4);
    return Buffer.concat([header, uint32(said.length), Buffer.from(said), Buffer.alloc(said.length % 2)]);
  });
  const header = Buffer.concat([
    Buffer.from('8BPS'),
    Buffer.from([0, 1, 0, 0, 0, 0, 0, 0, 0, 1]),
    uint32(1, filmed.length),
    Buffer.from([0, 8, 0, 1]),
  ]);
  const section = Buffer.concat(blocks);
  return Buffer.concat([header, uint32(0), uint32(section.length), section, uint32(0), Buffer.from([0, 0]), filmed]);
}
