import { readBoxes } from './heif-boxes.js';
import { itemExtents, metadataItems } from './heif-items.js';
import { MalformedImage } from './malformed-image.js';

/**
 * An AVIF or HEIC whose EXIF and XMP are zeros: nothing moves, since everything in such a file is found by its offset. Which way
 * up it is does not stand in them. Throws `MalformedImage`.
 */
export function strippedHeif(heif: Buffer): Buffer {
  const meta = readBoxes(heif, 0, heif.length).find(({ type }) => type === 'meta');
  if (!meta) throw new MalformedImage('A HEIF without its directory.');
  const boxes = readBoxes(heif, meta.start + 4, meta.end);
  const bodyOf = (wanted: string) => boxes.find(({ type }) => type === wanted);
  const [info, locations, data] = [bodyOf('iinf'), bodyOf('iloc'), bodyOf('idat')];
  if (!info || !locations) throw new MalformedImage('A HEIF without its items.');
  const items = metadataItems(heif, info);
  const extents = itemExtents(heif, locations, data?.start ?? 0).filter(({ item }) => items.has(item));
  const isClean = ({ start, end }: { start: number; end: number }) =>
    heif.subarray(start, end).every((byte) => byte === 0);
  if (extents.every(isClean)) return heif;
  const clean = Buffer.from(heif);
  for (const { start, end } of extents) clean.fill(0, start, end);
  return clean;
}
