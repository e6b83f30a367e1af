import { MalformedMedia } from './malformed-media.js';
import { type Element, elementsOf } from './matroska-elements.js';
import type { MediaFile } from './media-file.js';

const [segment, info, voidId] = [0x18538067, 0x1549a966, 0xec];
/** Tags, with `RECORDING_LOCATION` and the like; attached files; of the general information when it was made, and what files were called. */
const personal = new Set([0x1254c367, 0x1941a469, 0x4461, 0x7384, 0x3c83ab, 0x3e83bb]);
const opened = new Set([segment, info]);

/**
 * Takes out of Matroska and WebM where, when and by whom a film was made. Nothing moves: what is taken out becomes a `Void`
 * element of the same length. Throws `MalformedMedia`.
 */
export async function stripMatroska(file: MediaFile): Promise<void> {
  for await (const element of elementsOf(file, opened)) {
    if (personal.has(element.id)) await blank(file, element);
  }
}

/** Its header has the same bytes as before, or begins with as many of them as a header may have. */
async function blank(file: MediaFile, { start, body, end }: Element): Promise<void> {
  if (end === undefined) throw new MalformedMedia('Tags of unknown length.');
  await file.zero(body, end);
  const sizeLength = Math.min(8, body - start - 1);
  const size = BigInt(end - start - 1 - sizeLength) | (1n << BigInt(7 * sizeLength));
  const header = `${voidId.toString(16)}${size.toString(16).padStart(2 * sizeLength, '0')}`;
  await file.write(start, Buffer.from(header.padEnd(2 * (body - start), '0'), 'hex'));
}
