import { MalformedMedia } from './malformed-media.js';
import type { MediaFile } from './media-file.js';

/** An element (RFC 8794, 5): a number with its length in its first bits, a length likewise, and a body. */
interface Element {
  readonly id: number;
  readonly start: number;
  readonly body: number;
  /** `undefined` where it is not known, as recorders write it: then its children follow. */
  readonly end: number | undefined;
}

const [ebml, segment, info, voidId] = [0x1a45dfa3, 0x18538067, 0x1549a966, 0xec];
/** Tags, with `RECORDING_LOCATION` and the like; attached files; of the general information when it was made, and what files were called. */
const personal = new Set([0x1254c367, 0x1941a469, 0x4461, 0x7384, 0x3c83ab, 0x3e83bb]);
/** What stands in these counts as if it stood beside them, as do the children of whatever has no length of its own. */
const opened = new Set([segment, info]);

/**
 * Takes out of Matroska and WebM where, when and by whom a film was made. Nothing moves: what is taken out becomes a `Void`
 * element of the same length. Throws `MalformedMedia`.
 */
export async function stripMatroska(file: MediaFile): Promise<void> {
  for await (const element of elementsIn(file, 0, file.size)) {
    if (personal.has(element.id)) await blank(file, element);
  }
}

async function* elementsIn(file: MediaFile, from: number, to: number): AsyncGenerator<Element> {
  for (let at = from; at < to; ) {
    const element = await elementAt(file, at, to);
    if (!element) return;
    yield element;
    at = opened.has(element.id) || element.end === undefined ? element.body : element.end;
  }
}

/** `undefined` where a recording was cut off, or something else follows it. */
async function elementAt(file: MediaFile, start: number, to: number): Promise<Element | undefined> {
  const header = await file.read(start, Math.min(12, to - start));
  const idLength = Math.clz32(header[0] ?? 0) - 23;
  const sizeLength = Math.clz32(header[idLength] ?? 0) - 23;
  const isElement = idLength <= 4 && sizeLength <= 8 && idLength + sizeLength <= header.length;
  const id = isElement ? header.readUIntBE(0, idLength) : undefined;
  if (start === 0 && id !== ebml) throw new MalformedMedia('No Matroska.');
  if (id === undefined) return undefined;
  const body = start + idLength + sizeLength;
  const length = lengthIn(header.subarray(idLength, idLength + sizeLength));
  if (length === undefined) return { id, start, body, end: undefined };
  const isCutOff = body + length > to;
  if (isCutOff && to !== file.size) throw new MalformedMedia('An element beyond its end.');
  return { id, start, body, end: isCutOff ? to : body + length };
}

/** `undefined` when all its bits are set: the length is not known. */
function lengthIn([first = 0, ...others]: Buffer): number | undefined {
  const most = 2 ** (7 - others.length) - 1;
  const isKnown = (first & most) !== most || others.some((byte) => byte !== 0xff);
  return isKnown ? others.reduce((length, byte) => length * 256 + byte, first & most) : undefined;
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
