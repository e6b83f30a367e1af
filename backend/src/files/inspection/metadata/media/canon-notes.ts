import type { MediaBox } from './boxes.js';
import { chunksOf } from './iso-samples.js';
import type { MediaFile } from './media-file.js';
import { MediaPart } from './media-part.js';
import { freeValues, personalTags } from './tiff.js';

const [recordHeader, blockHeader] = [12, 8];
/** Focal length, exposure, and two of unknown meaning that are a few bytes each. */
const harmless = new Set([3, 4, 5, 6]);
/** EXIF and the maker's own notes, which the colours of a raw picture are developed by. */
const withBlocks = new Set([7, 8, 9]);
/** The owner's name, two numbers of the camera, and the zone that its clock is set to, with a city. */
export const makersTags: ReadonlySet<number> = new Set([0x0009, 0x000c, 0x0035, 0x0096]);
const tagsOf = new Map([
  [0x8769, personalTags],
  [0x927c, makersTags],
]);

/**
 * Takes times and names out of the notes that a Canon takes while it records: records of a size, a kind and what they say. What is
 * not known is emptied.
 */
export async function freeNotes(file: MediaFile, track: MediaBox): Promise<void> {
  for await (const { start, end } of chunksOf(file, track)) await freeRecords(file, start, end);
}

async function freeRecords(file: MediaFile, start: number, end: number): Promise<void> {
  let at = start;
  while (at + recordHeader <= end) {
    const header = await file.read(at, recordHeader);
    const [size, kind] = [header.readUInt32LE(0), header.readUInt16LE(4)];
    const next = at + size;
    if (size < recordHeader || next > end) break;
    if (withBlocks.has(kind)) await stripBlocks(file, at + recordHeader, next);
    else if (!harmless.has(kind)) await file.zero(at + recordHeader, next);
    at = next;
  }
  await file.zero(at, end);
}

/** TIFFs of one directory, each behind its size and its tag. */
async function stripBlocks(file: MediaFile, start: number, end: number): Promise<void> {
  let at = start;
  while (at + blockHeader < end) {
    const header = await file.read(at, blockHeader);
    const next = at + header.readUInt32LE(0);
    const tags = tagsOf.get(header.readUInt32LE(4));
    if (next < at + blockHeader || next > end || !tags) break;
    await freeValues(new MediaPart(file, at + blockHeader, next), tags);
    at = next;
  }
  await file.zero(at, end);
}
