import type { OutgoingFile, Upload, UploadProblem } from './types.js';
import type { MessageUploads, MessageUploadsContext } from './uploads/message-uploads.js';
import type { PlannedFile, StoredFile } from './uploads/planned-file.js';
import { uuid } from './uuid.js';

/** What sends files: loaded with the first of them. */
const loadUploads = () => import('./uploads/message-uploads.js');

/** The files of one message in the outbox. */
export class OutboxFiles {
  #uploads?: MessageUploads;
  #isStopped = false;

  constructor(
    private planned: readonly PlannedFile[],
    private readonly context: MessageUploadsContext,
  ) {}

  get shown(): readonly Upload[] {
    return this.#uploads?.shown ?? this.planned.map(asUpload);
  }

  get stored(): readonly StoredFile[] {
    return this.#uploads?.stored ?? this.planned.map(({ content, ...file }) => file);
  }

  /** As soon as all of them are up. */
  get ids(): string[] | undefined {
    const ids = this.stored.flatMap(({ fileId }) => fileId ?? []);
    return ids.length === this.stored.length ? ids : undefined;
  }

  get isPaused(): boolean {
    return this.stored.some(({ isPaused, fileId }) => isPaused && !fileId);
  }

  /** Of the first that was refused. */
  get problem(): UploadProblem | undefined {
    return this.stored.find(({ problem }) => problem)?.problem;
  }

  /** Begins, or goes on at once. */
  async start(): Promise<void> {
    if (this.ids) return;
    const loaded = this.#uploads ?? (await this.#load());
    loaded?.start();
    loaded?.wake();
  }

  async pause(id: string): Promise<void> {
    (await this.#load())?.pause(id);
  }

  async resume(id: string): Promise<void> {
    (await this.#load())?.resume(id);
  }

  cancel(id: string): void {
    this.#withdraw(this.planned.filter((file) => file.id === id));
    this.planned = this.planned.filter((file) => file.id !== id);
    this.#uploads?.cancel(id);
  }

  cancelAll(): void {
    this.#isStopped = true;
    this.#withdraw(this.planned);
    this.#uploads?.cancelAll();
  }

  /** Stands still; what is stored of it is enough to go on later. */
  stop(): void {
    this.#isStopped = true;
    this.#uploads?.stop();
  }

  release(): void {
    this.#uploads?.release();
  }

  /** Of what an earlier page began, the browser has bytes and the server a part, though nothing has been done with it here. */
  #withdraw(files: readonly PlannedFile[]): void {
    if (this.#uploads || files.length === 0) return;
    void loadUploads().then(
      (part) => new part.MessageUploads(files, this.context).cancelAll(),
      () => undefined,
    );
  }

  /** Without a connection it does not load; whoever comes back to it tries again. */
  async #load(): Promise<MessageUploads | undefined> {
    const part = await loadUploads().catch(() => undefined);
    if (part && !this.#isStopped && !this.#uploads) {
      this.#uploads = new part.MessageUploads(this.planned, this.context);
      this.context.progressed();
    }
    return this.#uploads;
  }
}

/** As it is shown before anything has been done with it. */
function asUpload(file: PlannedFile): Upload {
  return { ...file, state: file.problem ? 'failed' : file.isPaused ? 'paused' : 'waiting', progress: 0 };
}

export function plannedFile(outgoing: Blob | OutgoingFile): PlannedFile {
  const { file: content, alt, voice } = outgoing instanceof Blob ? { file: outgoing } : outgoing;
  const { name, type, size } = content as Blob & { name?: string };
  return { id: uuid(), name: name || 'file', type, size, content, ...(alt && { alt }), ...(voice && { voice }) };
}

export async function forgetFiles(owner: string): Promise<void> {
  (await loadUploads().catch(() => undefined))?.forgetFilesOf(owner);
}
