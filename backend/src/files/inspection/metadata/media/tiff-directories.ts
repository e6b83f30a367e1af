import { MalformedMedia } from './malformed-media.js';
import type { MediaBytes } from './media-file.js';

/** Bytes of a value by its type (TIFF 6.0, section 2; of its supplement 1, and of 64 bits). */
const valueSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const textType = 2;
/** Entries of one directory: all that there can be unless its numbers have 64 bits. */
const mostEntries = 65_535;

export interface TiffEntry {
  readonly tag: number;
  /** Where its values stand: within it, or in a place of their own when they need more room than it has. */
  readonly start: number;
  readonly end: number;
  readonly isApart: boolean;
  /** Whether it is one, which ends with a zero and holds no other. */
  readonly isText: boolean;
  /** Bytes of each value. */
  readonly width: number;
}

export interface TiffDirectory {
  readonly start: number;
  /** Behind the pointer to the next one. */
  readonly end: number;
  readonly entries: readonly TiffEntry[];
  /** 0 when there is none. */
  readonly next: number;
}

/** The directories of a TIFF, of one whose numbers have 64 bits, and of cameras' raw pictures, which are built like one. */
export class TiffDirectories {
  private constructor(
    private readonly file: MediaBytes,
    private readonly isLittle: boolean,
    /** Bytes of a place in the file. */
    private readonly placeWidth: 4 | 8,
  ) {}

  /** Throws `MalformedMedia` for what does not begin like one. */
  static async of(file: MediaBytes): Promise<TiffDirectories> {
    const header = await file.read(0, 4);
    const order = header.toString('latin1', 0, 2);
    if (order !== 'II' && order !== 'MM') throw new MalformedMedia('No TIFF.');
    // Raw pictures have versions of their makers' own.
    const version = order === 'II' ? header.readUInt16LE(2) : header.readUInt16BE(2);
    return new TiffDirectories(file, order === 'II', version === 43 ? 8 : 4);
  }

  /** Where the first directory is. */
  first(): Promise<number> {
    return this.numberAt(this.placeWidth, this.placeWidth);
  }

  /** Throws `MalformedMedia` where a part of it would be beyond the end. */
  async read(start: number): Promise<TiffDirectory> {
    const { entries, end } = await this.entries(start);
    return { start, end: end + this.placeWidth, entries, next: await this.numberAt(end, this.placeWidth) };
  }

  /** What a directory holds, and where that ends: some that are the only one say nothing of a next. Throws `MalformedMedia`. */
  async entries(start: number): Promise<{ entries: TiffEntry[]; end: number }> {
    const countWidth = this.placeWidth === 4 ? 2 : 8;
    const count = await this.numberAt(start, countWidth);
    if (count > mostEntries) throw new MalformedMedia('Too many entries.');
    const entrySize = 4 + 2 * this.placeWidth;
    const end = start + countWidth + count * entrySize;
    const entries: TiffEntry[] = [];
    for (let at = start + countWidth; at < end; at += entrySize) entries.push(await this.entry(at, entrySize));
    return { entries, end };
  }

  /** Whole numbers; at most so many of them. */
  async numbers({ start, end, width }: TiffEntry, most: number): Promise<number[]> {
    if (width !== 2 && width !== 4 && width !== 8) return [];
    const length = Math.min(end - start, most * width);
    const bytes = await this.file.read(start, length);
    return Array.from({ length: length / width }, (_, n) => this.number(bytes, n * width, width));
  }

  private async entry(at: number, size: number): Promise<TiffEntry> {
    const bytes = await this.file.read(at, size);
    const type = this.number(bytes, 2, 2);
    const width = valueSizes[type] ?? 0;
    const length = width * this.number(bytes, 4, this.placeWidth);
    const value = 4 + this.placeWidth;
    const isApart = length > this.placeWidth;
    const start = isApart ? this.number(bytes, value, this.placeWidth) : at + value;
    return { tag: this.number(bytes, 0, 2), start, end: start + length, isApart, isText: type === textType, width };
  }

  private async numberAt(at: number, width: 2 | 4 | 8): Promise<number> {
    return this.number(await this.file.read(at, width), 0, width);
  }

  private number(bytes: Buffer, at: number, width: 2 | 4 | 8): number {
    if (width === 8) return Number(this.isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
    return this.isLittle ? bytes.readUIntLE(at, width) : bytes.readUIntBE(at, width);
  }
}
