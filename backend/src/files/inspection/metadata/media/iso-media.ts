import { boxesIn, descendant, free, type MediaBox } from './boxes.js';
import { type FragmentedTracks, freeFragments, trackNumber, usualSampleSizes } from './iso-fragments.js';
import { freeSamples } from './iso-samples.js';
import { freeTags } from './iso-tags.js';
import type { MediaFile } from './media-file.js';

/** What a film is made of; all else beside it (XMP, makers' own boxes, trailers with a path of places) is not needed to play it. */
const film = new Set([
  ...['ftyp', 'styp', 'pdin', 'moov', 'moof', 'mfra', 'mdat', 'imda'],
  ...['sidx', 'ssix', 'prft', 'emsg', 'free', 'skip', 'wide'],
]);
/** Kinds of tracks whose samples are measurements: where a camera was while it filmed, which way it looked, whose faces it saw. */
const measurements = new Set(['meta', 'camm', 'data']);
/** Boxes within boxes of a track; nothing that plays a file looks deeper. */
const containers = new Set(['moov', 'trak', 'mdia', 'moof', 'traf']);
const timed = new Set(['mvhd', 'tkhd', 'mdhd']);

/** How a maker's own boxes (`uuid`), and the samples of tracks of measurements, lose what is personal. */
export interface MakersWay {
  freeOwn(file: MediaFile, box: MediaBox): Promise<void>;
  freeMeasurements(file: MediaFile, track: MediaBox): Promise<void>;
}

/** None of it is needed to play a film. */
const wholly: MakersWay = {
  freeOwn: free,
  async freeMeasurements(file, track) {
    await freeSamples(file, track);
    await free(file, track);
  },
};

/**
 * Takes out of MP4, QuickTime and 3GP where, when and by whom a film was made. Nothing moves and nothing is coded anew: what is
 * taken out becomes free space. The names of a song and its artist stay. Throws `MalformedMedia`.
 */
export async function stripIsoMedia(file: MediaFile, way = wholly): Promise<void> {
  let tracks: FragmentedTracks = { unwanted: new Set(), sampleSizes: new Map() };
  for await (const box of boxesIn(file, 0, file.size)) {
    // Tracks are told of before their fragments.
    if (box.type === 'moov') tracks = await fragmentedTracks(file, box);
    if (box.type === 'moof' && tracks.unwanted.size > 0) await freeFragments(file, box, tracks);
    if (box.type === 'uuid') await way.freeOwn(file, box);
    else if (!film.has(box.type)) await free(file, box);
    else if (containers.has(box.type)) await stripContainer(file, box, way);
  }
}

async function fragmentedTracks(file: MediaFile, container: MediaBox): Promise<FragmentedTracks> {
  const unwanted = new Set<number>();
  for await (const box of boxesIn(file, container.body, container.end)) {
    if (box.type === 'trak' && (await isMeasurement(file, box))) unwanted.add(await trackNumber(file, box));
  }
  return { unwanted, sampleSizes: await usualSampleSizes(file, container) };
}

/** Containers are never within themselves, so this ends. */
async function stripContainer(file: MediaFile, container: MediaBox, way: MakersWay): Promise<void> {
  for await (const box of boxesIn(file, container.body, container.end)) {
    if (box.type === 'udta') await freeTags(file, box);
    else if (box.type === 'meta') await free(file, box);
    else if (box.type === 'uuid' && container.type === 'moov') await way.freeOwn(file, box);
    else if (timed.has(box.type)) await forgetTimes(file, box);
    else if (isWithin(box.type, container.type)) {
      if (box.type === 'trak' && (await isMeasurement(file, box))) await way.freeMeasurements(file, box);
      await stripContainer(file, box, way);
    }
  }
}

function isWithin(type: string, container: string): boolean {
  return { trak: 'moov', mdia: 'trak', traf: 'moof' }[type] === container;
}

async function isMeasurement(file: MediaFile, track: MediaBox): Promise<boolean> {
  const handler = await descendant(file, track, ['mdia', 'hdlr']);
  if (!handler || handler.end - handler.body < 12) return false;
  return measurements.has((await file.read(handler.body + 8, 4)).toString('latin1'));
}

/** When it was made, and changed: the first two numbers behind version and flags, of 32 or 64 bits. */
async function forgetTimes(file: MediaFile, { body, end }: MediaBox): Promise<void> {
  if (end - body < 20) return;
  const version = (await file.read(body, 1))[0];
  await file.zero(body + 4, body + (version === 1 ? 20 : 12));
}
