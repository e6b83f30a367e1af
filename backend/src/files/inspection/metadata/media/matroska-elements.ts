import { MalformedMedia } from './malformed-media.js';
import type { MediaFile } from './media-file.js';

/** An element of Matroska (RFC 8794, 5): a number with its length in its first bits, a length likewise, and a body. */
export interface Element {
  readonly id: number;
  readonly start: number;
  readonly body: number;
  /** `undefined` where it is not known, as recorders write it: then its children follow. */
  readonly end: number | undefined;
}

const ebml = 0x1a45dfa3;

/**
 * The elements of a file; the last one may be cut off. What stands in those of the kinds `opened`, and in one whose length is not
 * known, counts as if it stood beside them. Throws `MalformedMedia`.
 */
export async function* elementsOf(file: MediaFile, opened: ReadonlySet<number>): AsyncGenerator<Element> {
  for (let at = 0; at < file.size; ) {
    const element = await elementAt(file, at);
    if (!element) return;
    yield element;
    at = opened.has(element.id) || element.end === undefined ? element.body : element.end;
  }
}

/** `undefined` where a recording was cut off, or something else follows it. */
async function elementAt(file: MediaFile, start: number): Promise<Element | undefined> {
  const header = await file.read(start, Math.min(12, file.size - start));
  const idLength = Math.clz32(header[0] ?? 0) - 23;
  const sizeLength = Math.clz32(header[idLength] ?? 0) - 23;
  const isElement = idLength <= 4 && sizeLength <= 8 && idLength + sizeLength <= header.length;
  const id = isElement ? header.readUIntBE(0, idLength) : undefined;
  if (start === 0 && id !== ebml) throw new MalformedMedia('No Matroska.');
  if (id === undefined) return undefined;
  const body = start + idLength + sizeLength;
  const length = lengthIn(header.subarray(idLength, idLength + sizeLength));
  return { id, start, body, end: length === undefined ? undefined : Math.min(body + length, file.size) };
}

/** `undefined` when all its bits are set: the length is not known. */
function lengthIn([first = 0, ...others]: Buffer): number | undefined {
  const most = 2 ** (7 - others.length) - 1;
  const isKnown = (first & most) !== most || others.some((byte) => byte !== 0xff);
  return isKnown ? others.reduce((length, byte) => length * 256 + byte, first & most) : undefined;
}
