import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { File } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { FilesService, type OpenFile } from '../../files/files.service.js';
import { converted, longestSide, targetOf } from './conversion.js';
import { openedByClients } from './plain-picture.js';
import { otherName, pictureName } from './shown-name.js';

/** A file as an old client can take it. */
export interface ShownFile {
  /** Safe for the client to store. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  open(): Readable;
}

/** What a client gets of a picture: its stored bytes, or others. */
type Form = Buffer | 'as it is';

/** Bytes of a picture that is looked through; a larger one is converted unseen. */
const mostLookedThrough = 16_000_000;
/** Forms of pictures in memory, each at most about 10 MB. */
const kept = 8;

/**
 * Files as old clients can show them: pictures of kinds and sizes that they know stay as they are, byte by byte; others are made into
 * such (LEGACY quirk 5). One picture is worked on at a time, and once for all who get it.
 */
@Injectable()
export class ShownFiles {
  private readonly forms = new Map<string, Promise<Form>>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly files: FilesService) {}

  /** Throws when the file is gone, or a picture that can't be converted. */
  async show(file: File): Promise<ShownFile> {
    const { id, name, type } = file;
    // First, for what is in memory as well: what has been deleted is shown to nobody.
    const content = await this.files.open(id);
    const { still } = content;
    if (!still) return stored(content, otherName(name));
    const form = await this.formOf(id, () => formed(file, content, still));
    const target = targetOf(type);
    if (form === 'as it is') return stored(content, pictureName(name, openedByClients[type]?.extension ?? target));
    return { name: pictureName(name, target), size: form.length, open: () => Readable.from([form]) };
  }

  private formOf(id: string, make: () => Promise<Form>): Promise<Form> {
    const form = this.forms.get(id) ?? this.inTurn(make);
    this.forms.delete(id);
    this.forms.set(id, form);
    form.catch(() => this.forms.delete(id));
    const [oldest] = this.forms.keys();
    if (this.forms.size > kept && oldest !== undefined) this.forms.delete(oldest);
    return form;
  }

  private inTurn(work: () => Promise<Form>): Promise<Form> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

async function formed(
  { type, width = 0, height = 0 }: File,
  { size, stream }: OpenFile,
  still: () => Readable,
): Promise<Form> {
  const mayStay = Math.max(width, height) <= longestSide && size <= mostLookedThrough;
  const isPlain = openedByClients[type]?.isPlain;
  return mayStay && isPlain?.(await buffer(stream())) ? 'as it is' : converted(type, still());
}

function stored({ size, stream }: OpenFile, name: string): ShownFile {
  return { name, size, open: stream };
}
