import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  box,
  filmed,
  fragmentedFilm,
  longBox,
  mp4,
  songTitle,
  track,
  uint32,
  webm,
} from '../../../../../test/support/films.js';
import { canonRaw, canonRecord, fujiRaw, photoshop } from '../../../../../test/support/raws.js';
import { strip } from '../../../../../test/support/stripped-file.js';
import { rawPicture, tiffForms } from '../../../../../test/support/tiffs.js';
import { mediaTypeOf } from '../media-type.js';
import { stripIsoMedia } from './media/iso-media.js';
import { MalformedMedia } from './media/malformed-media.js';
import { stripMatroska } from './media/matroska.js';
import { type MediaBounds, MediaFile } from './media/media-file.js';

const place = '+31.2304+121.4737/';
describe('taking metadata out of films', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'films-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const films: readonly [what: string, type: string, film: Buffer][] = [
    ['an MP4', 'video/mp4', mp4(place)],
    ['a QuickTime film', 'video/quicktime', mp4(place)],
    ['a WebM', 'video/webm', webm(place, false)],
    ['a WebM that a browser recorded', 'video/webm', webm(place, true)],
    ['a raw picture of Canon', 'image/x-canon-cr3', canonRaw(place)],
    ['a raw picture of Fujifilm', 'image/x-fujifilm-raf', fujiRaw(place)],
    [
      'a picture of Photoshop',
      'image/vnd.adobe.photoshop',
      photoshop([[0x03e8, songTitle], ...[0x0404, 0x0422, 0x0423, 0x0424].map((id) => [id, place] as const)]),
    ],
    ...tiffForms.map(({ what, type, form }): [string, string, Buffer] => [
      what,
      type,
      rawPicture(form, { place, title: songTitle, pixels: filmed }),
    ]),
  ];

  describe.each(films)('%s', (_, type, film) => {
    it('loses places wherever they stand, and keeps its length, what was filmed, and its title', async () => {
      expect(film.includes(place)).toBe(true);
      const { isRight, changes, left } = await strip(type, film);
      expect([isRight, changes, left.length]).toEqual([true, 1, film.length]);
      expect(left.includes(place)).toBe(false);
      expect(left.indexOf(filmed)).toBe(film.indexOf(filmed));
      expect(left.includes(songTitle)).toBe(true);
      expect(await strip(type, left)).toEqual({ isRight: true, changes: 0, left });
    });

    it('is never read or written beyond its end, however it is cut off or damaged', async () => {
      const damage = fc.array(fc.tuple(fc.nat(film.length - 1), fc.nat(255)), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(damage, fc.nat(film.length), async (changes, end) => {
          const damaged = Buffer.from(film.subarray(0, end));
          for (const [at, byte] of changes) if (at < end) damaged[at] = byte;
          expect((await strip(type, damaged)).left.length).toBe(end);
        }),
        { numRuns: 100 },
      );
    });
  });

  it.each(films.filter(([, type]) => /cr3|raf|photoshop/.test(type)))(
    '%s is known by what is in it',
    async (_, type, picture) => {
      const path = join(directory, 'film');
      await writeFile(path, picture);
      expect(await mediaTypeOf(path, picture.length)).toBe(type);
    },
  );

  it.each([
    ['Canon', 'image/x-canon-cr3', canonRaw(place), 4],
    ['Fujifilm', 'image/x-fujifilm-raf', fujiRaw(place), 2],
  ])(
    'keeps what a raw picture of %s is developed by, and forgets when it was taken',
    async (_, type, picture, kept) => {
      const { left } = await strip(type, picture);
      expect(left.toString('latin1').split(filmed.toString())).toHaveLength(kept + 1);
      expect(picture.includes('2026:11:25')).toBe(true);
      expect(left.includes('2026:11:25')).toBe(false);
    },
  );

  it.each([
    ['that are cut off', canonRecord(7, Buffer.alloc(40)).fill(0xff, 0, 4)],
    ['shorter than their header', Buffer.alloc(12, 1).fill(0, 1, 4)],
    ['that hold no EXIF', canonRecord(7, Buffer.alloc(20, 9))],
  ])('empties notes of a Canon %s', async (_, record) => {
    const { isRight, left } = await strip(
      'image/x-canon-cr3',
      canonRaw(place, Buffer.concat([record, Buffer.from(place)])),
    );
    expect([isRight, left.includes(place), left.includes(songTitle)]).toEqual([true, false, true]);
  });

  it.each([
    ['a raw picture of Fujifilm whose JPEG', 'image/x-fujifilm-raf', fujiRaw(place).fill(0xff, 88, 92)],
    [
      'a picture of Photoshop whose section',
      'image/vnd.adobe.photoshop',
      photoshop([[0x0422, place]]).fill(0xff, 30, 34),
    ],
    [
      'a picture of Photoshop whose resource',
      'image/vnd.adobe.photoshop',
      photoshop([[0x0422, place]]).fill(1, 44, 48),
    ],
  ])('takes %s is beyond the end for none', async (_, type, picture) => {
    const { isRight, left } = await strip(type, picture);
    expect([isRight, left.equals(picture)]).toEqual([false, true]);
  });

  it('forgets when a film was made', async () => {
    const { left } = await strip('video/mp4', mp4(place));
    for (const type of ['mvhd', 'tkhd', 'mdhd']) {
      const body = left.indexOf(type) + 4;
      expect(left.subarray(body, body + 12).equals(Buffer.alloc(12))).toBe(true);
      expect(left.readUInt32BE(body + 12)).toBeGreaterThan(0);
    }
  });

  it('leaves places for seeking, whatever follows them', async () => {
    const film = Buffer.concat([
      box('ftyp', 'isom'),
      box('moov', box('udta', box('©xyz', place))),
      box('mdat', filmed),
    ]);
    const { left } = await strip('video/mp4', film);
    const types = [
      4,
      film.indexOf('moov'),
      film.indexOf('udta'),
      film.indexOf('©xyz', 0, 'latin1'),
      film.indexOf('mdat'),
    ];
    expect(types.map((at) => left.toString('latin1', at, at + 4))).toEqual(['ftyp', 'moov', 'udta', 'free', 'mdat']);
    expect(left.readUInt32BE(film.indexOf('©xyz', 0, 'latin1') - 4)).toBe(8 + place.length);
  });

  it.each<[what: string, film: Buffer]>([
    [
      'whose last box goes to the end',
      Buffer.concat([box('ftyp'), uint32(0), Buffer.from('inst'), Buffer.from(place)]),
    ],
    [
      'with lengths of 64 bits',
      Buffer.concat([box('ftyp'), longBox('moov', box('udta', longBox('loci', Buffer.from(place))))]),
    ],
    [
      'that was cut off',
      Buffer.concat([box('ftyp'), box('moov', box('meta', place)), box('mdat', filmed).subarray(0, -9)]),
    ],
    ['with a trailer', Buffer.concat([box('ftyp'), box('mdat', filmed), Buffer.from(`\xff\xff${place}`)])],
    [
      'in fragments',
      Buffer.concat([box('ftyp'), box('moof', box('traf', box('udta', box('loci', place))), box('meta', place))]),
    ],
  ])('finds places in a film %s', async (_, film) => {
    const { isRight, left } = await strip('video/mp4', film);
    expect([isRight, left.includes(place), left.length]).toEqual([true, false, film.length]);
  });

  it.each(['from the fragment', 'from a place', 'one behind the other'] as const)(
    'empties measurements in the fragments of a film that say where they are %s',
    async (form) => {
      const film = fragmentedFilm(place, form);
      const { isRight, left } = await strip('video/mp4', film);
      expect([isRight, left.includes(place), left.length]).toEqual([true, false, film.length]);
      const filmedAt = (bytes: Buffer) => [bytes.indexOf(filmed), bytes.lastIndexOf(filmed)];
      expect(filmedAt(left)).toEqual(filmedAt(film));
      expect(left.toString('latin1').split('traf')).toHaveLength(3);
    },
  );

  const deep = (levels: number): Buffer => {
    let film = box('udta', place);
    for (let level = 0; level < levels; level++) film = box(level % 2 ? 'moov' : 'trak', film);
    return film;
  };
  const lying = (length: number) => Buffer.concat([uint32(length), Buffer.from('trak'), filmed]);
  const samples = (count: number, start: number, size: number) =>
    track({ handler: 'meta', samples: Array.from({ length: count }, () => size), start });
  const claiming = (film: Buffer, count: number) => {
    film.writeUInt32BE(count, film.indexOf('stsz') + 12);
    return film;
  };
  it.each<[what: string, film: Buffer]>([
    ['a box that is shorter than its header', Buffer.concat([box('ftyp'), uint32(7), Buffer.from('moov')])],
    ['a box beyond the one it is in', Buffer.concat([box('moov', lying(filmed.length + 9)), box('mdat')])],
    [
      'a box of nearly 2^64 bytes',
      Buffer.concat([box('moov', uint32(1), 'trak', uint32(0xffffffff, 0xffffffff)), box('mdat')]),
    ],
    ['samples beyond the end', box('moov', samples(3, 0, 1_000_000))],
    ['samples that lie over one another', box('moov', ...Array.from({ length: 4 }, () => samples(1, 0, 200)))],
    ['tables that claim more than they have', box('moov', claiming(samples(1, 0, 1), 50_000))],
    [
      'a fragment whose samples lie before the beginning',
      Buffer.concat([
        box('moov', track({ handler: 'camm', samples: [], start: 0 })),
        box('moof', box('traf', box('tfhd', uint32(0x20000, 1)), box('trun', uint32(0x201, 1, 0xf0000000, 9)))),
      ]),
    ],
    [
      'a fragment that claims more samples than it has',
      Buffer.concat([
        box('moov', track({ handler: 'camm', samples: [], start: 0 })),
        box('moof', box('traf', box('tfhd', uint32(0x20000, 1)), box('trun', uint32(0x201, 100_000, 0, 9)))),
      ]),
    ],
  ])('takes a film with %s for none', async (_, film) => {
    const { isRight, left } = await strip('video/mp4', film);
    expect([isRight, left.length]).toEqual([false, film.length]);
  });

  it('does not follow boxes within boxes for ever', async () => {
    expect(await strip('video/mp4', deep(1000))).toMatchObject({ isRight: true });
  });

  it.each<[what: string, bounds: MediaBounds, stripper: (file: MediaFile) => Promise<void>, film: Buffer]>([
    [
      'headers',
      { reads: 100, writes: 100 },
      stripMatroska,
      Buffer.concat([Buffer.from('1a45dfa380', 'hex'), Buffer.alloc(200, Buffer.from('ec80', 'hex'))]),
    ],
    [
      'boxes to be freed',
      { reads: 1000, writes: 10 },
      stripIsoMedia,
      Buffer.concat(Array.from({ length: 11 }, () => box('xxxx', ''))),
    ],
    [
      'stretches that are empty already',
      { reads: 10, writes: 10 },
      async (file) => {
        for (let at = 0; at <= 10; at++) await file.zero(at, at + 1);
      },
      Buffer.alloc(20),
    ],
  ])('gives up on a file of nothing but %s', async (_, bounds, stripper, film) => {
    const path = join(directory, 'film');
    await writeFile(path, film);
    const handle = await open(path, 'r+');
    const stripping = stripper(new MediaFile(handle, film.length, () => undefined, bounds));
    await expect(stripping.finally(() => handle.close())).rejects.toThrow(MalformedMedia);
  });

  it.each(['image/jxl', 'image/jp2'])('frees the metadata of an %s', async (type) => {
    const picture = Buffer.concat([
      box('JXL ', '\r\n'),
      box('jxlc', filmed),
      box('Exif', place),
      box('xml ', place),
      box('jbrd', place),
    ]);
    const { isRight, left } = await strip(type, picture);
    expect([isRight, left.includes(place), left.includes(filmed)]).toEqual([true, false, true]);
  });
});
