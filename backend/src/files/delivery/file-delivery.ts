import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ChatError } from '../../errors/chat-error.js';
import { namesTag } from '../../http/if-none-match.js';
import { FileStorage, MissingContent } from '../storage/file-storage.js';
import { requestedRange } from './byte-range.js';
import { contentDisposition } from './content-disposition.js';

/** Bytes to be sent: they never change under their `tag`. */
export interface Delivery {
  readonly storageKey: string;
  readonly name: string;
  readonly type: string;
  readonly disposition: 'inline' | 'attachment';
  readonly size: number;
  readonly tag: string;
}

/** Seconds that a browser may show a file without asking again; a good part of how long its address stays the same. */
const keptFor = 6 * 3600;

/** Answers requests for bytes: whole or in part (RFC 9110), and in a way that nothing in them is ever run. */
@Injectable()
export class FileDelivery {
  constructor(private readonly storage: FileStorage) {}

  /** Throws `not_found`, `range_not_satisfiable`. */
  async send(request: Request, response: Response, delivery: Delivery): Promise<void> {
    const { storageKey, size } = delivery;
    const etag = `"${delivery.tag}"`;
    response.set('ETag', etag);
    if (namesTag(request.get('if-none-match'), etag)) {
      response.status(304).set('Cache-Control', cacheControl).end();
      return;
    }
    const range = mayBeInPart(request, etag) ? requestedRange(request.get('range'), size) : undefined;
    if (range === 'unsatisfiable') {
      response.removeHeader('ETag');
      response.set('Content-Range', `bytes */${size}`);
      throw new ChatError('range_not_satisfiable');
    }
    const bytes = request.method === 'HEAD' ? undefined : await this.storage.open(storageKey, range).catch(asNotFound);
    response.set(headersOf(delivery));
    if (range) response.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
    response.set('Content-Length', String(range ? range.end - range.start + 1 : size));
    if (!bytes) {
      response.end();
      return;
    }
    await pipeline(bytes, response).catch((error: NodeJS.ErrnoException) => {
      // The reader went away; that is his right.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  }
}

/** Only GET knows parts (RFC 9110, 14.2), and who has some wants the rest of the same bytes (13.1.5). */
function mayBeInPart(request: Request, etag: string): boolean {
  const ifRange = request.get('if-range');
  return request.method === 'GET' && (ifRange === undefined || ifRange === etag);
}

const cacheControl = `private, max-age=${keptFor}`;

function headersOf({ type, disposition, name }: Delivery): Record<string, string> {
  return {
    'Content-Type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    'Content-Disposition': contentDisposition(disposition, name),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': cacheControl,
    'Accept-Ranges': 'bytes',
  };
}

/** What the storage does not have, nobody gets. */
export function asNotFound(error: unknown): never {
  throw error instanceof MissingContent ? new ChatError('not_found') : error;
}
