import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { ChatError } from '../../errors/chat-error.js';

const idPattern = /^[0-9a-z]{24}$/;

/**
 * Where bytes are while they arrive, on this machine: a file for each upload, under its id, which we made. What has arrived
 * is there after a crash.
 */
@Injectable()
export class Staging {
  private readonly directory: string;

  constructor(config: Config) {
    this.directory = join(config.dataDir, 'uploads');
  }

  async create(id: string): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    const handle = await open(this.pathOf(id), 'wx');
    await handle.close();
  }

  /** Bytes that have arrived; `undefined` when the upload is not here. */
  async received(id: string): Promise<number | undefined> {
    return (await stat(this.pathOf(id)).catch(() => undefined))?.size;
  }

  /**
   * Appends what comes until its end, an error, or `stop`; whatever arrived by then is kept. Throws `too_large` at the first
   * bytes beyond `size`, which are not kept.
   */
  async append(id: string, content: Readable, size: number, stop: AbortSignal): Promise<void> {
    const interrupt = () => content.destroy(new ChatError('conflict', { message: 'The upload goes on elsewhere.' }));
    stop.addEventListener('abort', interrupt, { once: true });
    if (stop.aborted) interrupt();
    const handle = await open(this.pathOf(id), 'a');
    try {
      let received = (await handle.stat()).size;
      // A request that is refused stays open: its answer goes over the same connection.
      for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        received += chunk.length;
        if (received > size) throw new ChatError('too_large', { message: 'More bytes came than were announced.' });
        await handle.appendFile(chunk);
      }
    } finally {
      stop.removeEventListener('abort', interrupt);
      await handle.close();
    }
  }

  async remove(id: string): Promise<void> {
    for (const path of Object.values(this.pathsOf(id))) await rm(path, { force: true });
  }

  /** Uploads that have files here. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.directory).catch(() => []);
    return [...new Set(names.map((name) => name.split('.')[0] ?? ''))].filter((id) => idPattern.test(id));
  }

  /** Where the bytes arrive, and what is made of them while the upload is finished. */
  pathsOf(id: string): { content: string; clean: string; thumbnail: string } {
    if (!idPattern.test(id)) throw new ChatError('not_found');
    const content = join(this.directory, id);
    return { content, clean: `${content}.clean`, thumbnail: `${content}.thumbnail` };
  }

  private pathOf(id: string): string {
    return this.pathsOf(id).content;
  }
}
