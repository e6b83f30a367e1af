import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { File } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import sharp from 'sharp';
import { FilesService } from '../../files/files.service.js';
import { bitmapHeaderBytes, isPlainBitmap } from './bitmap.js';
import { otherName, pictureName } from './shown-name.js';

/** A file as an old client can take it. */
export interface ShownFile {
  /** Safe for the client to store. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  open(): Readable;
}

/** Pixels of the longer side of a picture that fits the client's window, with room to scroll. */
const longestSide = 1600;
const mostPixels = 50_000_000;
/** Converted pictures in memory, each at most about 10 MB. */
const kept = 8;

const original: Readonly<Record<string, '.jpg' | '.png'>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/apng': '.png',
};
const converted = new Set(['image/webp', 'image/gif', 'image/avif']);

/**
 * Files as old clients can show them: pictures of kinds and sizes that they know stay as they are, byte by byte; others are made into
 * such (LEGACY quirk 5). One picture is converted at a time, and once for all who get it.
 */
@Injectable()
export class ShownFiles {
  private readonly pictures = new Map<string, Promise<Buffer>>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly files: FilesService) {}

  /** Throws when the file is gone, or a picture that can't be converted. */
  async show(file: File): Promise<ShownFile> {
    const { id, name, type, size, width = 0, height = 0 } = file;
    const extension = original[type];
    const isPicture = width > 0 && height > 0;
    if (isPicture && extension && Math.max(width, height) <= longestSide) {
      return this.stored(id, pictureName(name, extension));
    }
    if (isPicture && (extension || converted.has(type))) {
      const target = extension ?? '.png';
      const picture = await this.picture(id, target);
      return { name: pictureName(name, target), size: picture.length, open: () => Readable.from([picture]) };
    }
    if (type === 'image/bmp' && isPlainBitmap(await this.beginningOf(id), size)) {
      return this.stored(id, pictureName(name, '.bmp'));
    }
    return this.stored(id, otherName(name));
  }

  private async stored(id: string, name: string): Promise<ShownFile> {
    const { size, stream } = await this.files.open(id);
    return { name, size, open: stream };
  }

  private async beginningOf(id: string): Promise<Buffer> {
    let beginning = Buffer.alloc(0);
    for await (const chunk of (await this.files.open(id)).stream()) {
      beginning = Buffer.concat([beginning, chunk as Buffer]);
      if (beginning.length >= bitmapHeaderBytes) break;
    }
    return beginning;
  }

  private picture(id: string, extension: '.jpg' | '.png'): Promise<Buffer> {
    const picture = this.pictures.get(id) ?? this.inTurn(() => this.convert(id, extension));
    this.pictures.delete(id);
    this.pictures.set(id, picture);
    picture.catch(() => this.pictures.delete(id));
    const [oldest] = this.pictures.keys();
    if (this.pictures.size > kept && oldest !== undefined) this.pictures.delete(oldest);
    return picture;
  }

  private inTurn(work: () => Promise<Buffer>): Promise<Buffer> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Upright, of an animation the first frame, without metadata. */
  private async convert(id: string, extension: '.jpg' | '.png'): Promise<Buffer> {
    const { stream } = await this.files.open(id);
    const image = sharp({ failOn: 'error', limitInputPixels: mostPixels, pages: 1 });
    const scaled = image.autoOrient().resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true });
    const encoded = extension === '.jpg' ? scaled.jpeg({ quality: 85 }) : scaled.png();
    const [picture] = await Promise.all([encoded.toBuffer(), pipeline(stream(), image)]);
    return picture;
  }
}
