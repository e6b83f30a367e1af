import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { box, filmed, longBox, mp4, songTitle, track, uint32, webm } from '../../../../../test/support/films.js';
import { stripInPlace } from './strip-media.js';

const place = '+31.2304+121.4737/';

describe('taking metadata out of films', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'films-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const strip = async (type: string, film: Buffer) => {
    const path = join(directory, 'film');
    await writeFile(path, film);
    let changes = 0;
    const isRight = await stripInPlace(path, type, () => changes++);
    return { isRight, changes, left: await readFile(path) };
  };

  const films: readonly [what: string, type: string, film: Buffer][] = [
    ['an MP4', 'video/mp4', mp4(place)],
    ['a QuickTime film', 'video/quicktime', mp4(place)],
    ['a WebM', 'video/webm', webm(place, false)],
    ['a WebM that a browser recorded', 'video/webm', webm(place, true)],
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
        { numRuns: 300 },
      );
    });
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
  ])('takes a film with %s for none', async (_, film) => {
    const { isRight, left } = await strip('video/mp4', film);
    expect([isRight, left.length]).toEqual([false, film.length]);
  });

  it('does not follow boxes within boxes for ever', async () => {
    expect(await strip('video/mp4', deep(1000))).toMatchObject({ isRight: true });
  });

  it('gives up on a file of nothing but headers', async () => {
    const film = Buffer.concat([Buffer.from('1a45dfa380', 'hex'), Buffer.alloc(2_200_000, Buffer.from('ec80', 'hex'))]);
    expect(await strip('video/webm', film)).toMatchObject({ isRight: false });
  });

  it('gives up on a film of nothing but boxes to be freed', async () => {
    const film = Buffer.concat([box('ftyp', 'isom'), ...Array.from({ length: 200_000 }, () => box('xxxx', ''))]);
    expect(await strip('video/mp4', film)).toMatchObject({ isRight: false });
  });

  it.each(['image/jxl', 'image/jp2'])('frees the metadata of an %s', async (type) => {
    const picture = Buffer.concat([box('JXL ', '\r\n'), box('jxlc', filmed), box('Exif', place), box('xml ', place)]);
    const { isRight, left } = await strip(type, picture);
    expect([isRight, left.includes(place), left.includes(filmed)]).toEqual([true, false, true]);
  });
});
