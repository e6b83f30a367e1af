import type { ServerConfig } from '@chat-room/protocol';
import { ChatClientError, codeOf, isTransient } from './client-error.js';
import type { TusTransfer } from './tus-transfer.js';
import type { ClientErrorCode, Upload, UploadState } from './types.js';
import type { UploadSlots } from './upload-slots.js';
import { uuid } from './uuid.js';

/** What an upload needs of the client around it. */
export interface UploadContext {
  server: string;
  slots: UploadSlots;
  config(): Promise<ServerConfig>;
  authorize(): Promise<string>;
  isOnline(): boolean;
}

/** A file on its way up, for one message. */
export class FileUpload {
  readonly #id = uuid();
  readonly #name: string;
  readonly #previewUrl: string | undefined;
  #state: UploadState = 'waiting';
  #progress = 0;
  #error: ClientErrorCode | undefined;
  #dimensions: { width: number; height: number } | undefined;
  #transfer?: TusTransfer;
  #isCancelled = false;
  #isRunning = false;
  fileId?: string;

  constructor(
    private readonly file: Blob,
    private readonly context: UploadContext,
    private readonly changed: () => void,
  ) {
    this.#name = (file as Partial<File>).name || 'file';
    if (!file.type.startsWith('image/')) return;
    this.#previewUrl = URL.createObjectURL(file);
    void this.#measure();
  }

  get id(): string {
    return this.#id;
  }

  get state(): UploadState {
    return this.#state;
  }

  get error(): ClientErrorCode | undefined {
    return this.#error;
  }

  get shown(): Upload {
    return {
      id: this.#id,
      name: this.#name,
      type: this.file.type,
      size: this.file.size,
      state: this.#state,
      progress: this.#progress,
      ...(this.#error && { error: this.#error }),
      ...(this.#previewUrl && { previewUrl: this.#previewUrl }),
      ...this.#dimensions,
    };
  }

  /** Starts, or goes on after a pause or a failure. Never throws: what goes wrong is its state. */
  async start(): Promise<void> {
    if (this.#isRunning || this.#state === 'done') return;
    this.#isRunning = true;
    this.#set('waiting');
    try {
      const { maxFileBytes } = await this.context.config();
      if (this.file.size > maxFileBytes) throw new ChatClientError('too_large');
      this.fileId = await this.context.slots.run(() => this.#send());
      this.#progress = 1;
      this.#set('done');
    } catch (error) {
      const code = codeOf(error);
      // Comes back with the connection.
      if (isTransient(error) && !this.context.isOnline()) this.#set('paused');
      else this.#set('failed', code);
    } finally {
      this.#isRunning = false;
    }
  }

  cancel(): void {
    this.#isCancelled = true;
    void this.#transfer?.cancel();
    this.release();
  }

  /** Lets go of the preview. */
  release(): void {
    if (this.#previewUrl) URL.revokeObjectURL(this.#previewUrl);
  }

  async #send(): Promise<string> {
    if (this.#isCancelled) throw new ChatClientError('cancelled');
    this.#set('uploading');
    this.#transfer ??= await this.#prepare();
    return this.#transfer.run();
  }

  async #prepare(): Promise<TusTransfer> {
    const { server, authorize } = this.context;
    const { TusTransfer } = await import('./tus-transfer.js').catch(() => {
      throw new ChatClientError('offline');
    });
    const progressed = (fraction: number): void => {
      this.#progress = fraction;
      this.changed();
    };
    return new TusTransfer(this.file, { server, name: this.#name, type: this.file.type, authorize, progressed });
  }

  /** So that the list keeps a place of the right shape. */
  async #measure(): Promise<void> {
    const picture = await globalThis.createImageBitmap?.(this.file).catch(() => undefined);
    if (!picture) return;
    this.#dimensions = { width: picture.width, height: picture.height };
    picture.close();
    this.changed();
  }

  #set(state: UploadState, error?: ClientErrorCode): void {
    this.#state = state;
    this.#error = error;
    this.changed();
  }
}
