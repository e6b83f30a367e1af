import { type Box, readBoxes } from './heif-boxes.js';
import { type Extent, itemExtents, metadataItems } from './heif-items.js';
import { MalformedImage } from './malformed-image.js';

/** What a picture is made of, or a sequence of them; what stands beside (the film of a moving photo, XMP, credentials) is not needed to show it. */
const needed = new Set(['ftyp', 'meta', 'mdat', 'imda', 'moov', 'moof', 'mfra', 'sidx', 'free', 'skip']);
/** Of a sequence and of its tracks: tags, and what anybody adds. */
const tags = new Set(['udta', 'meta', 'uuid']);
/** Say when it was made, and changed. */
const timed = new Set(['mvhd', 'tkhd', 'mdhd']);

/**
 * An AVIF or HEIC whose EXIF and XMP are zeros: nothing moves, since everything in such a file is found by its offset. Which way
 * up it is does not stand in them. Throws `MalformedImage`.
 */
export function strippedHeif(heif: Buffer): Buffer {
  const boxes = readBoxes(heif, 0, heif.length);
  const film = within(heif, boxes, 'moov');
  const tracks = within(heif, film, 'trak');
  const beside = [
    ...boxes.filter(({ type }) => !needed.has(type)),
    ...[...film, ...tracks].filter(({ type }) => tags.has(type)),
  ];
  const times = [...film, ...tracks, ...within(heif, tracks, 'mdia')]
    .filter(({ type }) => timed.has(type))
    .map((box) => timesOf(heif, box));
  const extents = [...metadataExtents(heif, boxes), ...times].filter(({ start, end }) =>
    heif.subarray(start, end).some(Boolean),
  );
  if (beside.length + extents.length === 0) return heif;
  const clean = Buffer.from(heif);
  for (const { start, end } of [...beside, ...extents]) clean.fill(0, start, end);
  for (const { typeAt } of beside) clean.write('free', typeAt, 'latin1');
  return clean;
}

/** The boxes within those of a kind. */
function within(heif: Buffer, boxes: readonly Box[], kind: string): Box[] {
  return boxes.filter(({ type }) => type === kind).flatMap(({ start, end }) => readBoxes(heif, start, end));
}

/** Behind version and flags: two numbers of 32 bits, or of 64. */
function timesOf(heif: Buffer, { start, end }: Box): Omit<Extent, 'item'> {
  const length = heif[start] === 1 ? 16 : 8;
  return { start: Math.min(end, start + 4), end: Math.min(end, start + 4 + length) };
}

/** A sequence need not have items. */
function metadataExtents(heif: Buffer, all: readonly Box[]): Extent[] {
  const meta = all.find(({ type }) => type === 'meta');
  if (!meta && all.some(({ type }) => type === 'moov')) return [];
  if (!meta) throw new MalformedImage('A HEIF without its directory.');
  const boxes = readBoxes(heif, meta.start + 4, meta.end);
  const bodyOf = (wanted: string) => boxes.find(({ type }) => type === wanted);
  const [info, locations, data] = [bodyOf('iinf'), bodyOf('iloc'), bodyOf('idat')];
  if (!info || !locations) throw new MalformedImage('A HEIF without its items.');
  const items = metadataItems(heif, info);
  return itemExtents(heif, locations, data?.start ?? 0).filter(({ item }) => items.has(item));
}
