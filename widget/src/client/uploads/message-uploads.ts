import type { Upload } from '../types.js';
import { FileUpload, type UploadContext } from './file-upload.js';
import { KeptFiles } from './kept-files.js';
import type { PlannedFile, StoredFile } from './planned-file.js';
import { UploadSlots } from './upload-slots.js';

const kept = new KeptFiles();
const slots = new UploadSlots();

export type MessageUploadsContext = Omit<UploadContext, 'slots' | 'kept'>;

/** The files of one message, on their way up. */
export class MessageUploads {
  #uploads: FileUpload[];

  constructor(files: readonly PlannedFile[], context: MessageUploadsContext) {
    this.#uploads = files.map(({ content, ...file }) => new FileUpload(file, content, { ...context, slots, kept }));
  }

  get shown(): Upload[] {
    return this.#uploads.map((upload) => upload.shown);
  }

  get stored(): StoredFile[] {
    return this.#uploads.map((upload) => upload.stored);
  }

  /** Begins or goes on, but for what the person has paused. */
  start(): void {
    const going = this.#uploads.filter(({ state }) => state !== 'paused');
    // Of all of them before the first says that it goes: with a problem left, the message would count as refused.
    for (const upload of going) upload.forgive();
    for (const upload of going) void upload.start();
  }

  wake(): void {
    for (const upload of this.#uploads) upload.wake();
  }

  pause(id: string): void {
    this.#find(id)?.pause();
  }

  resume(id: string): void {
    void this.#find(id)?.start();
  }

  /** Takes one file out. */
  cancel(id: string): void {
    const upload = this.#find(id);
    this.#uploads = this.#uploads.filter((other) => other !== upload);
    upload?.cancel();
  }

  cancelAll(): void {
    for (const upload of this.#uploads) upload.cancel();
  }

  /** Stands still, to be gone on with by another page or person's visit. */
  stop(): void {
    for (const upload of this.#uploads) upload.stop();
  }

  release(): void {
    for (const upload of this.#uploads) upload.release();
  }

  #find(id: string): FileUpload | undefined {
    return this.#uploads.find(({ stored }) => stored.id === id);
  }
}

/** Nothing of a person who has signed out stays on a machine that others may use. */
export function forgetFilesOf(owner: string): void {
  kept.forgetAll(owner);
}
