import { z } from 'zod';

/** Where ClamAV listens: what `net.connect` takes. */
export type ScannerAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** Reads `CHAT_SCAN_CLAMAV`. */
export function scannerAddress(value: string, context: z.RefinementCtx): ScannerAddress {
  const path = /^unix:(?:\/\/)?(\/.+)$/.exec(value)?.[1];
  if (path !== undefined) return { path };
  const [, host, port] = /^tcp:(?:\/\/)?\[?([^\s/[\]]+?)\]?:(\d{1,5})$/.exec(value) ?? [];
  if (host !== undefined && Number(port) <= 65_535) return { host, port: Number(port) };
  context.addIssue({ code: 'custom', message: 'must be unix:/path or tcp:host:port' });
  return z.NEVER;
}
