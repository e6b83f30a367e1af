import { MalformedMedia } from './malformed-media.js';
import type { MediaFile } from './media-file.js';

/** A box of an ISO base media file (ISO/IEC 14496-12), or of a format built like one. */
export interface MediaBox {
  readonly type: string;
  /** Where its header is. */
  readonly start: number;
  /** Where its body is. */
  readonly body: number;
  readonly end: number;
}

/** The boxes that stand side by side between two offsets. The last one of a whole file may be cut off. Throws `MalformedMedia`. */
export async function* boxesIn(file: MediaFile, from: number, to: number): AsyncGenerator<MediaBox> {
  for (let at = from; at + 8 <= to; ) {
    const header = await file.read(at, Math.min(16, to - at));
    const short = header.readUInt32BE(0);
    const body = at + (short === 1 ? 16 : 8);
    if (body > to) throw new MalformedMedia('A box without its header.');
    const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    const isCutOff = at + length > to;
    const end = isCutOff ? to : at + length;
    if (end < body || (isCutOff && to !== file.size)) throw new MalformedMedia('A box beyond its end.');
    yield { type: header.toString('latin1', 4, 8), start: at, body, end };
    at = end;
  }
}

/** Makes a box one that everybody skips, and empties it. */
export async function free(file: MediaFile, { type, start, body, end }: MediaBox): Promise<void> {
  if (type !== 'free') await file.write(start + 4, Buffer.from('free', 'latin1'));
  await file.zero(body, end);
}

/** The first box of that kind within the first box of that kind, and so on. */
export async function descendant(
  file: MediaFile,
  box: MediaBox,
  path: readonly string[],
): Promise<MediaBox | undefined> {
  const [type, ...rest] = path;
  if (type === undefined) return box;
  for await (const child of boxesIn(file, box.body, box.end)) {
    if (child.type === type) return descendant(file, child, rest);
  }
  return undefined;
}
