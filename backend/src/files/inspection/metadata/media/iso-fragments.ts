import { boxesIn, descendant, free, type MediaBox } from './boxes.js';
import { MalformedMedia } from './malformed-media.js';
import type { MediaFile } from './media-file.js';

/** Samples of one run: a fragment lasts some seconds. */
const mostSamples = 200_000;

/** Which parts of a row of a fragment's tables there are (ISO/IEC 14496-12, 8.8.7 and 8.8.8). */
const inTrack = { base: 0x1, description: 0x2, duration: 0x8, size: 0x10, isFromFragment: 0x20000 } as const;
const inRun = { offset: 0x1, first: 0x4, duration: 0x100, size: 0x200, flags: 0x400, shift: 0x800 } as const;

/** What must be known of a film's tracks to find their samples in its fragments. */
export interface FragmentedTracks {
  /** Numbers of the tracks whose samples are to be emptied. */
  readonly unwanted: ReadonlySet<number>;
  /** By track, bytes of a sample where a fragment does not say. */
  readonly sampleSizes: ReadonlyMap<number, number>;
}

/** The number in a track's header; 0, which no track has, when there is none. */
export async function trackNumber(file: MediaFile, track: MediaBox): Promise<number> {
  const header = await descendant(file, track, ['tkhd']);
  if (!header || header.end - header.body < 24) return 0;
  const bytes = await file.read(header.body, 24);
  return bytes.readUInt32BE(bytes[0] === 1 ? 20 : 12);
}

/** By track, bytes of a sample of a fragmented film; none of one in one piece. */
export async function usualSampleSizes(file: MediaFile, film: MediaBox): Promise<Map<number, number>> {
  const sizes = new Map<number, number>();
  const extension = await descendant(file, film, ['mvex']);
  if (!extension) return sizes;
  for await (const box of boxesIn(file, extension.body, extension.end)) {
    if (box.type !== 'trex' || box.end - box.body < 20) continue;
    const bytes = await file.read(box.body, 20);
    sizes.set(bytes.readUInt32BE(4), bytes.readUInt32BE(16));
  }
  return sizes;
}

/** Empties the samples of unwanted tracks in a fragment, and frees what points to them. Throws `MalformedMedia`. */
export async function freeFragments(file: MediaFile, fragment: MediaBox, tracks: FragmentedTracks): Promise<void> {
  let end = fragment.start;
  for await (const box of boxesIn(file, fragment.body, fragment.end)) {
    if (box.type !== 'traf') continue;
    const header = await trackHeader(file, box, tracks.sampleSizes);
    const isUnwanted = tracks.unwanted.has(header.track);
    const base = header.base ?? (header.isFromFragment ? fragment.start : end);
    end = base;
    for await (const run of boxesIn(file, box.body, box.end)) {
      if (run.type !== 'trun') continue;
      const { offset, length } = await samplesOf(file, run, header.sampleSize);
      const start = offset === undefined ? end : base + offset;
      end = start + length;
      if (isUnwanted) await file.zero(start, end);
    }
    if (isUnwanted) await free(file, box);
  }
}

interface TrackHeader {
  readonly track: number;
  /** Where offsets count from; unless it is there, from the fragment, or from the end of the track before it. */
  readonly base: number | undefined;
  readonly isFromFragment: boolean;
  readonly sampleSize: number;
}

async function trackHeader(
  file: MediaFile,
  fragment: MediaBox,
  sampleSizes: ReadonlyMap<number, number>,
): Promise<TrackHeader> {
  const box = await descendant(file, fragment, ['tfhd']);
  if (!box) throw new MalformedMedia('A fragment of no track.');
  const fixed = await file.read(box.body, 8);
  const [flags, track] = [fixed.readUInt32BE(0), fixed.readUInt32BE(4)];
  const has = (part: number) => (flags & part) !== 0;
  const size = 8 + (has(inTrack.base) ? 8 : 0) + (has(inTrack.description) ? 4 : 0) + (has(inTrack.duration) ? 4 : 0);
  return {
    track,
    base: has(inTrack.base) ? Number((await file.read(box.body + 8, 8)).readBigUInt64BE(0)) : undefined,
    isFromFragment: has(inTrack.isFromFragment),
    sampleSize: has(inTrack.size)
      ? (await file.read(box.body + size, 4)).readUInt32BE(0)
      : (sampleSizes.get(track) ?? 0),
  };
}

/** Samples that follow one another: where they begin, unless behind those before them, and how many bytes they have. */
async function samplesOf(file: MediaFile, { body, end }: MediaBox, usualSize: number) {
  const fixed = await file.read(body, 8);
  const [flags, count] = [fixed.readUInt32BE(0), fixed.readUInt32BE(4)];
  const has = (part: number) => (flags & part) !== 0;
  const offset = has(inRun.offset) ? (await file.read(body + 8, 4)).readInt32BE(0) : undefined;
  if (!has(inRun.size)) return { offset, length: count * usualSize };
  if (count > mostSamples) throw new MalformedMedia('Too many samples.');
  const columns = [inRun.duration, inRun.size, inRun.flags, inRun.shift].filter(has);
  const width = 4 * columns.length;
  const start = body + 8 + (has(inRun.offset) ? 4 : 0) + (has(inRun.first) ? 4 : 0);
  if (start + count * width > end) throw new MalformedMedia('A table beyond its end.');
  const rows = await file.read(start, count * width);
  let length = 0;
  for (let at = 4 * columns.indexOf(inRun.size); at < rows.length; at += width) length += rows.readUInt32BE(at);
  return { offset, length };
}
