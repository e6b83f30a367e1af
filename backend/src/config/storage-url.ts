import { resolve } from 'node:path';
import { z } from 'zod';

/** Where finished uploads are kept. */
export type StorageConfig =
  | { readonly kind: 'disk'; readonly path: string }
  | {
      readonly kind: 's3';
      /** With the bucket as its path. */
      readonly endpoint: string;
      readonly region: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      /** Before every key; empty, or ends in `/`. */
      readonly prefix: string;
    };

const expected = 'must be file:folder, or s3://key:secret@host/bucket with ?region=… (and &tls=off) where needed';

/** Reads `CHAT_STORAGE_URL`. */
export function storageUrl(value: string, context: z.RefinementCtx): StorageConfig {
  const folder = /^file:(?:\/\/(?=\/))?(.+)$/.exec(value)?.[1];
  if (folder !== undefined) return { kind: 'disk', path: resolve(folder) };
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const [bucket = '', ...prefix] = url?.pathname.split('/').filter(Boolean) ?? [];
  if (url?.protocol !== 's3:' || !url.username || !url.password || !url.host || !bucket) {
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  }
  const scheme = url.searchParams.get('tls') === 'off' ? 'http' : 'https';
  return {
    kind: 's3',
    endpoint: `${scheme}://${url.host}/${bucket}`,
    region: url.searchParams.get('region') ?? 'us-east-1',
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    prefix: prefix.map((part) => `${decodeURIComponent(part)}/`).join(''),
  };
}
