import type { Request } from 'express';
import { z } from 'zod';
import { ChatError } from '../../errors/chat-error.js';

/** Media type of the bytes of an upload. */
export const tusBody = 'application/offset+octet-stream';

const wholeNumber = z
  .string()
  .regex(/^(0|[1-9]\d{0,15})$/)
  .transform(Number)
  .refine(Number.isSafeInteger);

/** Throws `invalid` when the header is not there or no whole number. */
export function numberIn(request: Request, header: 'Upload-Length' | 'Upload-Offset'): number {
  const result = wholeNumber.safeParse(request.get(header));
  if (result.success) return result.data;
  throw new ChatError('invalid', { message: `${header} must be a whole number of bytes.` });
}

/** Bytes the body says it has; `undefined` when it does not say. */
export function announcedLength(request: Request): number | undefined {
  const length = request.get('content-length');
  return length === undefined ? undefined : Number(length);
}

/**
 * `Upload-Metadata`: pairs of a key and a value in Base64, with commas between; values may be left out. Throws `invalid`.
 * Bytes that are no UTF-8 become U+FFFD.
 */
export function uploadMetadata(request: Request): Map<string, string> {
  const metadata = new Map<string, string>();
  const header = request.get('upload-metadata')?.trim();
  if (!header) return metadata;
  for (const pair of header.split(',')) {
    const match = /^\s*([\x21-\x2B\x2D-\x7E]+)(?: +([A-Za-z0-9+/]*={0,2}))?\s*$/.exec(pair);
    const [, key, value = ''] = match ?? [];
    if (key === undefined || metadata.has(key)) {
      throw new ChatError('invalid', { message: 'Upload-Metadata is not well formed.' });
    }
    metadata.set(key, Buffer.from(value, 'base64').toString('utf8'));
  }
  return metadata;
}
