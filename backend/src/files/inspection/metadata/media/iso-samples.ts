import { boxesIn, descendant, type MediaBox } from './boxes.js';
import { MalformedMedia } from './malformed-media.js';
import type { MediaFile } from './media-file.js';

/** Chunks of one track, and runs of them: at most 2.4 MB. */
const mostEntries = 200_000;
/** Samples of one track: three hours of 400 measurements a second, a table of 18 MB and twice that as numbers. */
const mostSamples = 4_500_000;

/** Samples of one track that stand side by side. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
}

/** Empties the samples of a track. Throws `MalformedMedia`. */
export async function freeSamples(file: MediaFile, track: MediaBox): Promise<void> {
  for await (const { start, end } of chunksOf(file, track)) await file.zero(start, end);
}

/** Where the samples of a track are (ISO/IEC 14496-12, 8.5 to 8.7): in chunks among those of the others. Throws `MalformedMedia`. */
export async function* chunksOf(file: MediaFile, track: MediaBox): AsyncGenerator<Chunk> {
  const tables = await descendant(file, track, ['mdia', 'minf', 'stbl']);
  if (!tables) return;
  const found = new Map<string, MediaBox>();
  for await (const box of boxesIn(file, tables.body, tables.end)) found.set(box.type, box);
  // Sizes of less than a byte each, which cameras do not write: what we cannot empty is no film to us.
  if (found.has('stz2')) throw new MalformedMedia('Compact sizes of samples.');
  const [sizes, runs] = [await sampleSizes(file, found.get('stsz')), await entries(file, found.get('stsc'), 12)];
  const isLong = found.has('co64');
  const chunks = await entries(file, found.get(isLong ? 'co64' : 'stco'), isLong ? 8 : 4);
  let sample = 0;
  let run = 0;
  for (const [index, chunk] of chunks.entries()) {
    while ((runs[run + 1]?.readUInt32BE(0) ?? Number.POSITIVE_INFINITY) <= index + 1) run++;
    const count = Math.min(runs[run]?.readUInt32BE(4) ?? 0, sizes.count - sample);
    const length = sizes.total(sample, sample + count);
    sample += count;
    const start = isLong ? Number(chunk.readBigUInt64BE(0)) : chunk.readUInt32BE(0);
    yield { start, end: start + length };
  }
}

interface SampleSizes {
  readonly count: number;
  /** Bytes of some samples that follow one another. */
  total(from: number, to: number): number;
}

async function sampleSizes(file: MediaFile, table: MediaBox | undefined): Promise<SampleSizes> {
  if (!table) return { count: 0, total: () => 0 };
  const header = await file.read(table.body, 12);
  const [size, count] = [header.readUInt32BE(4), header.readUInt32BE(8)];
  if (count > mostSamples) throw new MalformedMedia('Too many samples.');
  // No table stands behind the number: it must cost nothing.
  if (size > 0) return { count, total: (from, to) => (to - from) * size };
  const bytes = await rows(file, table, table.body + 12, count * 4);
  const sizes = Float64Array.from({ length: count }, (_, index) => bytes.readUInt32BE(index * 4));
  return { count, total: (from, to) => sizes.subarray(from, to).reduce((sum, one) => sum + one, 0) };
}

/** The rows of a table that begins with version, flags and their number. */
async function entries(file: MediaFile, table: MediaBox | undefined, width: number): Promise<Buffer[]> {
  if (!table) return [];
  const count = (await file.read(table.body, 8)).readUInt32BE(4);
  if (count > mostEntries) throw new MalformedMedia('Too many chunks.');
  const bytes = await rows(file, table, table.body + 8, count * width);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * width, (index + 1) * width));
}

function rows(file: MediaFile, table: MediaBox, start: number, length: number): Promise<Buffer> {
  if (start + length > table.end) throw new MalformedMedia('A table beyond its end.');
  return file.read(start, length);
}
