import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { File } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import sharp, { type Sharp } from 'sharp';
import { FilesService } from '../../files/files.service.js';
import { bitmapImage, bitmapType } from '../../files/inspection/bitmap/bitmap-pixels.js';
import { bitmapHeaderBytes, isPlainBitmap } from './plain-bitmap.js';
import { otherName, type PictureExtension, pictureName } from './shown-name.js';

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

/** By media type, what a client opens as it is. A BMP has many forms: of the plain one it is true. */
const original: Readonly<Record<string, PictureExtension>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/apng': '.png',
  [bitmapType]: '.bmp',
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
    const { id, name, type, width = 0, height = 0 } = file;
    const extension = original[type];
    if (width === 0 || height === 0 || !(extension || converted.has(type))) return this.stored(id, otherName(name));
    if (extension && Math.max(width, height) <= longestSide && (await this.isPlain(file))) {
      return this.stored(id, pictureName(name, extension));
    }
    const target = extension === '.jpg' ? '.jpg' : '.png';
    const picture = await this.picture(file, target);
    return { name: pictureName(name, target), size: picture.length, open: () => Readable.from([picture]) };
  }

  private async stored(id: string, name: string): Promise<ShownFile> {
    const { size, stream } = await this.files.open(id);
    return { name, size, open: stream };
  }

  private async isPlain({ id, type, size }: File): Promise<boolean> {
    return type !== bitmapType || isPlainBitmap(await this.beginningOf(id), size);
  }

  private async beginningOf(id: string): Promise<Buffer> {
    let beginning = Buffer.alloc(0);
    for await (const chunk of (await this.files.open(id)).stream()) {
      beginning = Buffer.concat([beginning, chunk as Buffer]);
      if (beginning.length >= bitmapHeaderBytes) break;
    }
    return beginning;
  }

  private picture(file: File, extension: '.jpg' | '.png'): Promise<Buffer> {
    const { id } = file;
    const picture = this.pictures.get(id) ?? this.inTurn(() => this.convert(file, extension));
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
  private async convert({ id, type }: File, extension: '.jpg' | '.png'): Promise<Buffer> {
    const { stream } = await this.files.open(id);
    if (type === bitmapType) return encoded(await bitmapImage(await buffer(stream())), extension).toBuffer();
    const image = sharp({ failOn: 'error', limitInputPixels: mostPixels, pages: 1 });
    const [picture] = await Promise.all([encoded(image, extension).toBuffer(), pipeline(stream(), image)]);
    return picture;
  }
}

function encoded(image: Sharp, extension: '.jpg' | '.png'): Sharp {
  const scaled = image.autoOrient().resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true });
  return extension === '.jpg' ? scaled.jpeg({ quality: 85 }) : scaled.png();
}
