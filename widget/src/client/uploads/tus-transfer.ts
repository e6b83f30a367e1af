import type { ErrorCode, WireError } from '@chat-room/protocol';
import { DetailedError, Upload } from 'tus-js-client';
import { ChatClientError } from '../client-error.js';
import type { StoredFile } from './planned-file.js';

/** Milliseconds without a byte on the way after which the line counts as dead: some networks only fall silent. */
const silence = 30_000;

export interface TransferOptions {
  server: string;
  /** Gives a good access token; asked before every request, since an upload may outlast one. */
  authorize: () => Promise<string>;
  /** The server has a place for it. */
  begun: (url: string) => void;
  progressed: (fraction: number) => void;
}

interface BufferConstructor {
  from(bytes: ArrayBuffer): Blob;
}

/** One file over tus. */
export class TusTransfer {
  #upload: Upload | undefined;

  constructor(
    private readonly content: Blob,
    private readonly file: StoredFile,
    private readonly options: TransferOptions,
  ) {}

  /** Sends the file, or goes on where the server has got to; gives the file's id. Stands still when `signal` says so. */
  async run(signal: AbortSignal): Promise<string> {
    this.#upload ??= await this.#prepare();
    const upload = this.#upload;
    let watch: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise((resolve, reject) => {
        const stop = (error: ChatClientError): void => {
          void upload.abort();
          reject(error);
        };
        signal.throwIfAborted();
        signal.addEventListener('abort', () => stop(new ChatClientError('cancelled')), { once: true });
        const listen = (): void => {
          watch = setTimeout(() => stop(new ChatClientError('timeout')), silence);
        };
        upload.options.onProgress = (sent, total) => {
          this.options.progressed(total > 0 ? sent / total : 1);
          clearTimeout(watch);
          // When all is sent the server looks at it, which may take a while.
          if (sent < total) listen();
        };
        listen();
        upload.options.onError = (error) => reject(asClientError(error));
        upload.options.onSuccess = () => resolve(upload.url?.split('?')[0]?.split('/').pop() ?? '');
        upload.start();
      });
    } finally {
      clearTimeout(watch);
    }
  }

  /** Has the server forget what it got. */
  async withdraw(): Promise<void> {
    const upload = this.#upload ?? (await this.#prepare());
    await upload.abort(false).catch(() => undefined);
    const url = upload.url ?? this.file.url;
    if (url) await Upload.terminate(url, { ...upload.options, retryDelays: [0, 1_000] }).catch(() => undefined);
  }

  async #prepare(): Promise<Upload> {
    const { server, authorize, begun } = this.options;
    // Outside of browsers tus-js-client knows buffers, but no blobs.
    const { XMLHttpRequest, Buffer } = globalThis as { XMLHttpRequest?: unknown; Buffer?: BufferConstructor };
    const content = XMLHttpRequest || !Buffer ? this.content : Buffer.from(await this.content.arrayBuffer());
    const upload: Upload = new Upload(content, {
      endpoint: `${server}/api/v1/files`,
      ...(this.file.url && { uploadUrl: this.file.url }),
      metadata: metadataOf(this.file),
      // Whoever runs it tries again, with a longer breath.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onBeforeRequest: async (request) => {
        request.setHeader('Authorization', `Bearer ${await authorize()}`);
      },
      onUploadUrlAvailable: () => upload.url && begun(upload.url),
    });
    return upload;
  }
}

function metadataOf({ name, type, alt, voice }: StoredFile): Record<string, string> {
  return {
    filename: name,
    filetype: type,
    ...(alt && { alt }),
    ...(voice && { duration: String(voice.duration), waveform: voice.waveform }),
  };
}

const codeByStatus: Record<number, ErrorCode> = {
  401: 'unauthorized',
  403: 'forbidden',
  413: 'too_large',
  415: 'unsupported_type',
  429: 'rate_limited',
};

function asClientError(error: Error): ChatClientError {
  const response = error instanceof DetailedError ? error.originalResponse : undefined;
  if (!response) return new ChatClientError('offline');
  const problem = problemIn(response.getBody());
  const code = problem.code ?? codeByStatus[response.getStatus()] ?? 'unavailable';
  // Another request of this client, or of one before it, is still at work on it; or it was given up, and begins anew.
  return new ChatClientError(code === 'conflict' || code === 'not_found' ? 'unavailable' : code, problem);
}

function problemIn(body: string): Partial<WireError> {
  try {
    const { code, fields, limit, retryAfter } = JSON.parse(body) as WireError;
    return {
      ...(code && { code }),
      ...(fields && { fields }),
      ...(limit !== undefined && { limit }),
      ...(retryAfter !== undefined && { retryAfter }),
    };
  } catch {
    return {};
  }
}
