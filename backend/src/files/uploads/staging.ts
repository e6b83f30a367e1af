import { once } from 'node:events';
import { type FileHandle, mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { thumbnailKinds } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { ChatError } from '../../errors/chat-error.js';
import { thumbnailSuffix } from '../thumbnails.js';
import { RunningDigests } from './running-digests.js';

/** Bytes of one upload that wait for the disk. */
const writeBehind = 1024 * 1024;

const tooMuch = 'More bytes came than were announced.';

const idPattern = /^[0-9a-z]{24}$/;

/**
 * Where bytes are while they arrive, on this machine: a file for each upload, under its id, which we made. What has arrived
 * is there after a crash.
 */
@Injectable()
export class Staging {
  private readonly directory: string;
  private readonly digests = new RunningDigests();

  constructor(config: Config) {
    this.directory = join(config.dataDir, 'uploads');
  }

  async create(id: string): Promise<void> {
    const handle = await this.made(id).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      await mkdir(this.directory, { recursive: true });
      return this.made(id);
    });
    await handle.close();
  }

  /** Bytes that have arrived; `undefined` when the upload is not here. */
  async received(id: string): Promise<number | undefined> {
    return (await stat(this.pathOf(id)).catch(() => undefined))?.size;
  }

  /**
   * Appends to the `offset` bytes that are here what comes until its end, an error, or `stop`; whatever arrived by then is kept.
   * Resolves with how many bytes are here then. Throws `too_large` at the first bytes beyond `size`, which are not kept.
   */
  async append(
    id: string,
    content: Readable,
    { offset, size }: { offset: number; size: number },
    stop: AbortSignal,
  ): Promise<number> {
    const interrupt = () => content.destroy(new ChatError('conflict', { message: 'The upload goes on elsewhere.' }));
    stop.addEventListener('abort', interrupt, { once: true });
    if (stop.aborted) interrupt();
    const handle = await open(this.pathOf(id), 'a');
    let received = offset;
    const file = handle.createWriteStream({ highWaterMark: writeBehind });
    const written = finished(file);
    // Told at the end; until then it must not count as unheard.
    written.catch(() => undefined);
    try {
      // A request that is refused stays open: its answer goes over the same connection.
      for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        if (received + chunk.length > size) throw new ChatError('too_large', { message: tooMuch });
        this.digests.update(id, received, chunk);
        received += chunk.length;
        if (file.errored) break;
        if (!file.write(chunk)) await once(file, 'drain');
      }
    } finally {
      stop.removeEventListener('abort', interrupt);
      file.end();
      await written;
    }
    return received;
  }

  /** SHA-256 in hex of an upload that is whole. */
  async digestOf(id: string, size: number): Promise<string> {
    return this.digests.of(id, this.pathOf(id), size);
  }

  /** What has arrived was written to. */
  forgetDigest(id: string): void {
    this.digests.forget(id);
  }

  async remove(id: string): Promise<void> {
    this.digests.forget(id);
    const { content, clean } = this.pathsOf(id);
    const thumbnails = thumbnailKinds.map((kind) => clean + thumbnailSuffix(kind));
    await Promise.all([content, clean, ...thumbnails].map(removed));
  }

  /** Uploads that have files here. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.directory).catch(() => []);
    return [...new Set(names.map((name) => name.split('.')[0] ?? ''))].filter((id) => idPattern.test(id));
  }

  /** Where the bytes arrive, what is left of a picture without its metadata, and what thumbnails' suffixes are put behind. */
  pathsOf(id: string): { content: string; clean: string } {
    if (!idPattern.test(id)) throw new ChatError('not_found');
    const content = join(this.directory, id);
    return { content, clean: `${content}.clean` };
  }

  private made(id: string): Promise<FileHandle> {
    return open(this.pathOf(id), 'wx');
  }

  private pathOf(id: string): string {
    return this.pathsOf(id).content;
  }
}

/** `rm` would look at each before it tries. */
async function removed(path: string): Promise<void> {
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
