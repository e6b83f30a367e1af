import { type DetailedError, Upload, type UploadOptions } from 'tus-js-client';

export interface Uploading {
  server: { url: string };
  token: string;
  content: Buffer;
  name?: string;
  options?: Partial<UploadOptions>;
}

/** Uploads with stock tus-js-client, which sends the name as UTF-8; resolves with the file's id, rejects with its `DetailedError`. */
export function upload(what: Uploading): Promise<string> {
  return new Promise((resolve, reject) => {
    const running = startUpload(what, { onSuccess: () => resolve(idOf(running)), onError: reject });
  });
}

/** Starts an upload and returns it. */
export function startUpload(
  { server, token, content, name = 'file', options }: Uploading,
  handlers: Partial<UploadOptions> = {},
): Upload {
  const running = new Upload(content, {
    endpoint: `${server.url}/api/v1/files`,
    metadata: { filename: name, filetype: 'application/octet-stream' },
    headers: { Authorization: `Bearer ${token}` },
    retryDelays: null,
    storeFingerprintForResuming: false,
    ...options,
    ...handlers,
  });
  running.start();
  return running;
}

export function idOf(running: Upload): string {
  return running.url?.split('/').pop() ?? '';
}

/** What a refused upload was answered with. */
export function refusal(error: unknown): { status: number; body: { code: string } } {
  const response = (error as DetailedError).originalResponse;
  if (!response) throw error;
  return { status: response.getStatus(), body: JSON.parse(response.getBody()) };
}
