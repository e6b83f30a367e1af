import { z } from 'zod';

/** One listener for old desktop clients. */
export interface LegacyListener {
  host: string;
  port: number;
  /** `sizeof(long)` in the client's file header: 4 on Windows, 8 on 64-bit Linux and macOS. */
  long: 4 | 8;
  /** Whether characters beyond U+FFFF go out as `:shortcode:` or as they are (LEGACY quirk 8). */
  emoji: 'shortcode' | 'raw';
}

const entry = /^(?:\[([0-9a-f:]+)\]|([^:?[\]\s]+)):(\d{1,5})(?:\?(.*))?$/i;

/** Reads `CHAT_LEGACY_LISTEN`. */
export function legacyListeners(value: string, context: z.RefinementCtx): readonly LegacyListener[] {
  if (value.trim() === 'off') return [];
  return value.split(',').map((part) => {
    const match = entry.exec(part.trim());
    const query = new URLSearchParams(match?.[4] ?? '');
    const long = query.get('long') ?? '4';
    const emoji = query.get('emoji') ?? 'shortcode';
    const port = Number(match?.[3]);
    if (!match || port > 65_535 || !['4', '8'].includes(long) || !['shortcode', 'raw'].includes(emoji)) {
      context.addIssue({
        code: 'custom',
        message: 'must be "off" or host:port?long=4 (or long=8), with commas between',
      });
      return z.NEVER;
    }
    const host = match[1] ?? match[2] ?? '';
    return { host, port, long: long === '8' ? 8 : 4, emoji: emoji === 'raw' ? 'raw' : 'shortcode' };
  });
}
