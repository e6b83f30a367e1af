import { MalformedMedia } from './malformed-media.js';
import type { MediaFile } from './media-file.js';

/** Where the file's header ends and the lengths of its sections begin. */
const headerSize = 26;
/** Bytes of a resource before its name: a signature and its kind. */
const kindAt = 4;
const nameAt = 6;
/** IPTC, EXIF in two parts, and XMP. */
const personal = new Set([0x0404, 0x0422, 0x0423, 0x0424]);
/** One that is of no program's, so that everybody skips it. */
const nobodys = Buffer.from([0x13, 0x87]);

/** Empties the metadata of a picture of Photoshop's (PSD and PSB), which stand among its resources. Throws `MalformedMedia`. */
export async function stripPhotoshop(file: MediaFile): Promise<void> {
  const start = await afterSection(file, headerSize);
  const end = await afterSection(file, start);
  for (let at = start + 4; at + nameAt < end; ) {
    const header = await file.read(at, nameAt + 1);
    const name = 1 + (header[nameAt] ?? 0);
    const length = at + nameAt + name + (name % 2);
    const body = length + 4;
    const next = await afterSection(file, length);
    if (next > end) throw new MalformedMedia('A resource beyond its end.');
    if (personal.has(header.readUInt16BE(kindAt))) {
      await file.write(at + kindAt, nobodys);
      await file.zero(body, next);
    }
    at = next + ((next - body) % 2);
  }
}

/** Of one that begins with its length. */
async function afterSection(file: MediaFile, start: number): Promise<number> {
  const end = start + 4 + (await file.read(start, 4)).readUInt32BE(0);
  if (end > file.size) throw new MalformedMedia('A section beyond the end.');
  return end;
}
