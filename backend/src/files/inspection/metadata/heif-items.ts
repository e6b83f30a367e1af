import { type Box, BoxReader, readBoxes } from './heif-boxes.js';
import { MalformedImage } from './malformed-image.js';

/** Bytes of an item. */
export interface Extent {
  readonly item: number;
  readonly start: number;
  readonly end: number;
}

const mostExtents = 10_000;

/** Numbers of the items that are EXIF or XMP (`iinf`, ISO/IEC 14496-12, 8.11.6). */
export function metadataItems(bytes: Buffer, info: Box): Set<number> {
  const reader = new BoxReader(bytes, info);
  const version = reader.number(4) >>> 24;
  reader.number(version === 0 ? 2 : 4);
  const items = new Set<number>();
  for (const entry of readBoxes(bytes, reader.position, info.end)) {
    const fields = new BoxReader(bytes, entry);
    const entryVersion = fields.number(4) >>> 24;
    if (entry.type !== 'infe' || entryVersion < 2) continue;
    const item = fields.number(entryVersion === 2 ? 2 : 4);
    fields.number(2);
    const type = bytes.toString('latin1', fields.position, fields.position + 4);
    if (type === 'Exif' || type === 'mime') items.add(item);
  }
  return items;
}

/** Where the items' bytes are (`iloc`, 8.11.3), those in the file and those in the `idat` box. */
export function itemExtents(bytes: Buffer, locations: Box, dataStart: number): Extent[] {
  const reader = new BoxReader(bytes, locations);
  const version = reader.number(4) >>> 24;
  const [sizes, moreSizes] = [reader.number(1), reader.number(1)];
  const indexSize = version > 0 ? moreSizes & 15 : 0;
  const extents: Extent[] = [];
  for (let items = reader.number(version < 2 ? 2 : 4); items > 0; items--) {
    const item = reader.number(version < 2 ? 2 : 4);
    const method = version > 0 ? reader.number(2) & 15 : 0;
    reader.number(2);
    const base = reader.number(moreSizes >> 4) + (method === 1 ? dataStart : 0);
    for (let count = reader.number(2); count > 0; count--) {
      reader.number(indexSize);
      const start = base + reader.number(sizes >> 4);
      const end = start + reader.number(sizes & 15);
      if (end > bytes.length || extents.length >= mostExtents) throw new MalformedImage('An item beyond the end.');
      // Items made of other items have no bytes of their own.
      if (method < 2) extents.push({ item, start, end });
    }
  }
  return extents;
}
