import type { ErrorCode } from '@chat-room/protocol';
import { DetailedError, Upload } from 'tus-js-client';
import { ChatClientError } from './client-error.js';

export interface TransferOptions {
  server: string;
  name: string;
  type: string;
  /** Gives a good access token; asked before every request, since an upload may outlast one. */
  authorize: () => Promise<string>;
  progressed: (fraction: number) => void;
}

interface BufferConstructor {
  from(bytes: ArrayBuffer): Blob;
}

/** One file over tus. Loaded only when somebody sends a file, so it is a chunk of its own. */
export class TusTransfer {
  #upload: Upload | undefined;
  #cancel?: () => void;

  constructor(
    private readonly file: Blob,
    private readonly options: TransferOptions,
  ) {}

  /** Sends the file, or goes on where the last attempt stopped; gives the file's id. */
  async run(): Promise<string> {
    this.#upload ??= await this.#prepare();
    const upload = this.#upload;
    return new Promise((resolve, reject) => {
      this.#cancel = () => reject(new ChatClientError('cancelled'));
      upload.options.onError = (error) => reject(asClientError(error));
      upload.options.onSuccess = () => resolve(upload.url?.split('?')[0]?.split('/').pop() ?? '');
      upload.start();
    });
  }

  /** Stops, and has the server forget what it got. */
  async cancel(): Promise<void> {
    this.#cancel?.();
    await this.#upload?.abort(true).catch(() => undefined);
  }

  async #prepare(): Promise<Upload> {
    const { server, name, type, authorize, progressed } = this.options;
    // Outside of browsers tus-js-client knows buffers, but no blobs.
    const { XMLHttpRequest, Buffer } = globalThis as { XMLHttpRequest?: unknown; Buffer?: BufferConstructor };
    const content = XMLHttpRequest || !Buffer ? this.file : Buffer.from(await this.file.arrayBuffer());
    return new Upload(content, {
      endpoint: `${server}/api/v1/files`,
      metadata: { filename: name, filetype: type },
      retryDelays: [0, 1_000, 3_000, 5_000],
      storeFingerprintForResuming: false,
      onBeforeRequest: async (request) => {
        request.setHeader('Authorization', `Bearer ${await authorize()}`);
      },
      onProgress: (sent, total) => progressed(total > 0 ? sent / total : 1),
    });
  }
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
  return new ChatClientError(codeIn(response.getBody()) ?? codeByStatus[response.getStatus()] ?? 'unavailable');
}

function codeIn(body: string): ErrorCode | undefined {
  try {
    return (JSON.parse(body) as { code?: ErrorCode }).code;
  } catch {
    return undefined;
  }
}
