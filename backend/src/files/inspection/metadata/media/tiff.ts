import { freeJpegWithin } from './jpeg-within.js';
import { MalformedMedia } from './malformed-media.js';
import type { MediaBytes } from './media-file.js';
import { TiffDirectories, type TiffDirectory, type TiffEntry } from './tiff-directories.js';

/** Directories of one file: a raw picture has about ten, a scanned book one for each page. */
const mostDirectories = 10_000;
/** Directories that one entry leads to, and pictures within the picture. */
const mostPointers = 64;

const tags = {
  compression: 0x0103,
  strips: 0x0111,
  stripLengths: 0x0117,
  directories: 0x014a,
  jpeg: 0x0201,
  jpegLength: 0x0202,
  exif: 0x8769,
  places: 0x8825,
  /** Of Panasonic: a whole JPEG. */
  wholeJpeg: 0x002e,
} as const;

export const personalTags: ReadonlySet<number> = new Set([
  // XMP, IPTC, and Photoshop's blocks, in which all of it may stand once more; a note of the maker's; the raw picture that a DNG was made of.
  ...[0x02bc, 0x83bb, 0x8649, 0x9286, 0xc68c],
  // When it was taken, changed and scanned, with time zones and parts of seconds.
  ...[0x0132, 0x9003, 0x9004, 0x882a, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292, 0xc71b],
  // Who made it, on which machine, with whose camera, which has a number; what the file was called.
  ...[0x013b, 0x013c, 0x9c9d, 0xa420, 0xa430, 0xa431, 0xa435, 0xc62f, 0xc68b],
]);

/**
 * Empties, in a TIFF or a raw picture built like one (DNG, NEF, ARW, CR2, ORF, RW2), what tells where, when and by whom it was made,
 * in the pictures within it as well. What cameras note for their own programs stays, as raw pictures cannot be developed without
 * it. Throws `MalformedMedia`.
 */
export async function stripTiff(file: MediaBytes): Promise<void> {
  const tiff = await TiffDirectories.of(file);
  const waiting = [await tiff.first()];
  const seen = new Set<number>([0]);
  for (let start = waiting.pop(); start !== undefined; start = waiting.pop()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const directory = await tiff.read(start);
    waiting.push(directory.next, ...(await pointers(tiff, directory, tags.exif, tags.directories)));
    if (seen.size + waiting.length > mostDirectories) throw new MalformedMedia('Too many directories.');
    await freePictures(file, tiff, directory);
    for (const entry of directory.entries) if (personalTags.has(entry.tag)) await freeValue(file, entry);
    for (const place of await pointers(tiff, directory, tags.places)) {
      if (place !== 0) await freePlaces(file, await tiff.read(place));
    }
  }
}

/** Empties the values with these tags in the first directory of a TIFF, whatever may follow. Throws `MalformedMedia`. */
export async function freeValues(file: MediaBytes, tags: ReadonlySet<number>): Promise<void> {
  const tiff = await TiffDirectories.of(file);
  const { entries } = await tiff.entries(await tiff.first());
  for (const entry of entries) if (tags.has(entry.tag)) await freeValue(file, entry);
}

async function freeValue(file: MediaBytes, { start, end, isText }: TiffEntry): Promise<void> {
  if (isText && end > start) await file.space(start, end - 1);
  else await file.zero(start, end);
}

/** The numbers in the entries with one of these tags. */
async function pointers(
  tiff: TiffDirectories,
  { entries }: TiffDirectory,
  ...wanted: readonly number[]
): Promise<number[]> {
  const found: number[] = [];
  for (const entry of entries) {
    if (!wanted.includes(entry.tag)) continue;
    found.push(...(await tiff.numbers(entry, mostPointers)));
    if (found.length > mostDirectories) throw new MalformedMedia('Too many directories.');
  }
  return found;
}

/** Leaves a directory without entries. */
async function freePlaces(file: MediaBytes, { start, end, entries }: TiffDirectory): Promise<void> {
  for (const entry of entries) if (entry.isApart) await file.zero(entry.start, entry.end);
  await file.zero(start, end);
}

/** Looks for JPEGs wherever a directory says that there is one: as a preview, as its pixels, or as a value. */
async function freePictures(file: MediaBytes, tiff: TiffDirectories, directory: TiffDirectory): Promise<void> {
  const [compression] = await pointers(tiff, directory, tags.compression);
  const isJpeg = compression === 6 || compression === 7;
  for (const [place, length] of [
    [tags.jpeg, tags.jpegLength],
    ...(isJpeg ? [[tags.strips, tags.stripLengths] as const] : []),
  ] as const) {
    const lengths = await pointers(tiff, directory, length);
    for (const [index, start] of (await pointers(tiff, directory, place)).entries()) {
      await freeJpegWithin(file, start, start + (lengths[index] ?? 0));
    }
  }
  for (const { tag, start, end } of directory.entries)
    if (tag === tags.wholeJpeg) await freeJpegWithin(file, start, end);
}
