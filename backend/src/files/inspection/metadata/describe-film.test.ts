import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { box, element, filmed, mp4, recorded, track, webm, webmTracks } from '../../../../../test/support/films.js';
import { describeFilm } from './describe-film.js';

describe('what a film says of itself', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'films-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const said = async (type: string, film: Buffer) => {
    const path = join(directory, 'film');
    await writeFile(path, film);
    return describeFilm(path, type);
  };
  const isoTrack = (handler: string, shown?: { width: number; height: number; isTurned?: boolean }) =>
    track({ handler, samples: [9], start: 0, ...(shown && { shown }) });
  const iso = (...tracks: Buffer[]) =>
    Buffer.concat([box('ftyp', 'isom'), box('mdat', filmed), box('moov', ...tracks)]);

  it.each([
    ['an MP4', 'video/mp4', iso(isoTrack('soun'), isoTrack('vide', { width: 1920, height: 1080 })), [1920, 1080]],
    [
      'one held upright',
      'video/mp4',
      iso(isoTrack('vide', { width: 1920, height: 1080, isTurned: true })),
      [1080, 1920],
    ],
    ['a QuickTime film', 'video/quicktime', iso(isoTrack('vide', { width: 640, height: 480 })), [640, 480]],
    ['a WebM', 'video/webm', recorded(webmTracks('sound', { pixels: [1280, 720] })), [1280, 720]],
    [
      'one of pixels that are not square',
      'video/webm',
      recorded(webmTracks({ pixels: [720, 576], shown: [1024, 576] })),
      [1024, 576],
    ],
    [
      'one that is shown in a ratio',
      'video/webm',
      recorded(webmTracks({ pixels: [720, 576], shown: [16, 9], unit: 3 })),
      [720, 576],
    ],
  ])('is the size of %s', async (_what, type, film, [width, height]) => {
    expect(await said(type, film)).toEqual({ type, size: { width, height } });
  });

  it.each([
    ['no tracks', 'video/mp4', iso()],
    ['a picture of no size', 'video/mp4', iso(isoTrack('vide', { width: 0, height: 0 }))],
    ['a header without a size', 'video/mp4', mp4('nowhere')],
    ['an immense picture', 'video/mp4', iso(isoTrack('vide', { width: 60_000, height: 2 }))],
    ['nothing before what was filmed', 'video/webm', webm('nowhere', true)],
    ['neither picture nor sound', 'video/webm', recorded(element('1654ae6b', element('ae', element('83', '\x11'))))],
  ])('is nothing when it has %s', async (_what, type, film) => {
    expect(await said(type, film)).toEqual({ type });
  });

  it.each([
    ["a browser's recording of a voice", 'video/webm', recorded(webmTracks('sound')), 'audio/webm'],
    ["another browser's", 'video/mp4', iso(isoTrack('soun')), 'audio/mp4'],
    ['an audio book', 'video/matroska', recorded(webmTracks('sound', 'sound')), 'audio/matroska'],
  ])('is sound when there is nothing to be seen: %s', async (_what, type, film, sound) => {
    expect(await said(type, film)).toEqual({ type: sound });
  });

  it.each([
    ['video/mp4', iso(isoTrack('soun'), isoTrack('vide', { width: 1920, height: 1080 }))],
    ['video/webm', recorded(webmTracks('sound', { pixels: [1280, 720] }))],
  ])('is found or not, and always soon, however a %s is cut off or damaged', async (type, film) => {
    const damage = fc.array(fc.tuple(fc.nat(film.length - 1), fc.nat(255)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(film.length), async (changes, end) => {
        const damaged = Buffer.from(film.subarray(0, end));
        for (const [at, byte] of changes) if (at < end) damaged[at] = byte;
        const { size } = await said(type, damaged);
        for (const side of size ? [size.width, size.height] : []) {
          expect(side).toBeGreaterThanOrEqual(1);
          expect(side).toBeLessThanOrEqual(32_768);
        }
      }),
      { numRuns: 300 },
    );
  });
});
