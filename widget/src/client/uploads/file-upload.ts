import type { ServerConfig } from '@chat-room/protocol';
import { backoff } from '../backoff.js';
import { ChatClientError, codeOf, isTransient, pauseOf } from '../client-error.js';
import type { Upload, UploadState } from '../types.js';
import type { KeptFiles } from './kept-files.js';
import type { StoredFile } from './planned-file.js';
import { isReadable } from './readable.js';
import { TusTransfer } from './tus-transfer.js';
import type { UploadSlots } from './upload-slots.js';

/** `internal` this often for the same file: it is the file. */
const mostFaults = 4;

/** What an upload needs of the client around it. */
export interface UploadContext {
  server: string;
  slots: UploadSlots;
  kept: KeptFiles;
  /** The person whose file it is: his alone are found and forgotten. */
  owner: string;
  config(): Promise<ServerConfig>;
  authorize(): Promise<string>;
  /** Something that storage keeps has changed. */
  changed(): void;
  /** Only what is shown has changed. */
  progressed(): void;
}

/**
 * A file on its way up. It goes on by itself after everything that passes: a lost line, a server that restarts, a reload of
 * the page, for which the browser keeps its bytes. What is refused for good is its state.
 */
export class FileUpload {
  #state: UploadState;
  #progress = 0;
  #content: Blob | undefined;
  #previewUrl: string | undefined;
  #transfer?: TusTransfer;
  #run: AbortController | undefined;
  #wake: () => void = () => undefined;

  constructor(
    private readonly file: StoredFile,
    content: Blob | undefined,
    private readonly context: UploadContext,
  ) {
    this.#state = file.fileId ? 'done' : file.problem ? 'failed' : file.isPaused ? 'paused' : 'waiting';
    if (content) this.#take(content);
    if (content && !file.fileId) context.kept.keep(file.id, context.owner, content);
    // Also what is paused shows what it is.
    if (!content && !file.fileId) void this.#find().then(context.progressed, () => undefined);
  }

  get state(): UploadState {
    return this.#state;
  }

  get shown(): Upload {
    const { id, name, type, size, alt, voice, width, height, problem } = this.file;
    return {
      ...{ id, name, type, size },
      state: this.#state,
      progress: this.#progress,
      ...(alt && { alt }),
      ...(voice && { voice }),
      ...(problem && { problem }),
      ...(this.#previewUrl && { previewUrl: this.#previewUrl }),
      ...(width && height && { width, height }),
    };
  }

  get stored(): StoredFile {
    return this.file;
  }

  /** What it was refused for does not count any more. */
  forgive(): void {
    delete this.file.problem;
  }

  /** Begins, or goes on after a pause or a refusal. Never throws. */
  async start(): Promise<void> {
    if (this.#run || this.#state === 'done') return;
    const run = new AbortController();
    this.#run = run;
    this.file.isPaused = false;
    this.forgive();
    this.#set('waiting');
    try {
      await this.#insist(run.signal);
    } catch (error) {
      if (!run.signal.aborted) this.#fail(error);
    } finally {
      if (this.#run === run) this.#run = undefined;
    }
  }

  /** Tries at once what waits for the line or the server. */
  wake(): void {
    this.#wake();
  }

  pause(): void {
    if (this.#state === 'done' || this.#state === 'failed') return;
    this.file.isPaused = true;
    this.stop();
    this.#set('paused');
  }

  /** Stands still; what is up stays there, and what is not stays here. */
  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
  }

  /** Forgets it, here and on the server. */
  cancel(): void {
    this.stop();
    void this.#transferOf(undefined)?.withdraw();
    this.release();
  }

  /** Lets go of what a page and a browser hold of it. */
  release(): void {
    if (this.#previewUrl) URL.revokeObjectURL(this.#previewUrl);
    this.#previewUrl = undefined;
    this.context.kept.forget(this.file.id);
  }

  async #insist(signal: AbortSignal): Promise<void> {
    for (let attempt = 0, faults = 0; !signal.aborted; attempt++) {
      const before = this.#progress;
      try {
        this.file.fileId = await this.#send(signal);
        this.context.kept.forget(this.file.id);
        this.#progress = 1;
        this.#set('done');
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (!isTransient(error) || (codeOf(error) === 'internal' && ++faults > mostFaults)) throw error;
        if (this.#progress > before) attempt = 0;
        this.#set('waiting');
        if (codeOf(error) === 'offline') await this.#checkContent();
        await this.#rest(Math.max(pauseOf(error), backoff(attempt)), signal);
      }
    }
  }

  async #send(signal: AbortSignal): Promise<string> {
    const content = this.#content ?? (await this.#find());
    const { maxFileBytes } = await this.context.config();
    if (this.file.size > maxFileBytes) throw new ChatClientError('too_large', { limit: maxFileBytes });
    return this.context.slots.run(() => {
      signal.throwIfAborted();
      this.#set('uploading');
      return (this.#transferOf(content) as TusTransfer).run(signal);
    });
  }

  /**
   * A file that was changed or taken away after it was chosen fails like a lost line: what the browser has kept of it goes instead.
   * Throws `not_found` when that is nothing.
   */
  async #checkContent(): Promise<void> {
    if (!this.#content || (await isReadable(this.#content))) return;
    const kept = await this.context.kept.find(this.file.id);
    if (!kept || !(await isReadable(kept))) throw new ChatClientError('not_found');
    this.#content = kept;
    this.#transfer = undefined;
  }

  /** The bytes that a page before this one had. Throws `not_found` when the browser has not kept them. */
  async #find(): Promise<Blob> {
    const content = await this.context.kept.find(this.file.id);
    if (!content) throw new ChatClientError('not_found', { fields: { content: 'required' } });
    this.#take(content);
    return content;
  }

  #take(content: Blob): void {
    if (this.#content) return;
    this.#content = content;
    if (!this.file.type.startsWith('image/') || this.file.fileId) return;
    this.#previewUrl = URL.createObjectURL(content);
    if (!this.file.width) void this.#measure(content);
  }

  /** So that the list keeps a place of the right shape. */
  async #measure(content: Blob): Promise<void> {
    const picture = await globalThis.createImageBitmap?.(content).catch(() => undefined);
    if (!picture) return;
    this.file.width = picture.width;
    this.file.height = picture.height;
    picture.close();
    this.context.changed();
  }

  #transferOf(content: Blob | undefined): TusTransfer | undefined {
    if (!content && !this.#transfer && !this.file.url) return undefined;
    const { server, authorize, changed } = this.context;
    this.#transfer ??= new TusTransfer(content ?? new Blob(), this.file, {
      server,
      authorize,
      begun: (url) => {
        this.file.url = url;
        changed();
      },
      progressed: (fraction) => {
        this.#progress = fraction;
        this.context.progressed();
      },
    });
    return this.#transfer;
  }

  #rest(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener('abort', this.#wake, { once: true });
    });
  }

  #fail(error: unknown): void {
    const { limit, fields } = error instanceof ChatClientError ? error : {};
    this.file.problem = {
      code: codeOf(error),
      ...(limit !== undefined && { limit }),
      ...(fields?.quota && { isQuota: true }),
      ...(fields?.content === 'required' && { isLost: true }),
      ...(fields?.content === 'wrong' && { isHarmful: true }),
    };
    this.#set('failed');
  }

  #set(state: UploadState): void {
    this.#state = state;
    this.context.changed();
  }
}
