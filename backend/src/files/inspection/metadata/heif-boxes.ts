import { MalformedImage } from './malformed-image.js';

/** A box of an ISO base media file (ISO/IEC 14496-12): where its kind is said, and where its body is. */
export interface Box {
  readonly type: string;
  readonly typeAt: number;
  readonly start: number;
  readonly end: number;
}

/** The boxes that stand side by side between two offsets. */
export function readBoxes(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= to;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    const start = at + (isLong ? 16 : 8);
    if (at + size < start || at + size > to) throw new MalformedImage('A box beyond its end.');
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), typeAt: at + 4, start, end: at + size });
    at += size;
  }
  return boxes;
}

/** Reads numbers one after the other, never beyond a box. */
export class BoxReader {
  private at: number;

  constructor(
    private readonly bytes: Buffer,
    private readonly box: Box,
  ) {
    this.at = box.start;
  }

  get position(): number {
    return this.at;
  }

  /** A big-endian number of 0 to 8 bytes. */
  number(size: number): number {
    if (size === 0) return 0;
    const start = this.at;
    this.at += size;
    if (this.at > this.box.end) throw new MalformedImage('A box that ends too early.');
    if (size === 8) return Number(this.bytes.readBigUInt64BE(start));
    return this.bytes.readUIntBE(start, size);
  }
}
