import { z } from 'zod';

/** One listener for old desktop clients. */
export interface LegacyListener {
  host: string;
  port: number;
  /** `sizeof(long)` in the client's file header: 4 on Windows, 8 on 64-bit Linux and macOS. */
  long: 4 | 8;
  /** Whether characters beyond U+FFFF go out as `:shortcode:` or as they are (LEGACY quirk 8). */
  emoji: 'shortcode' | 'raw';
  /** Whether its clients are on this machine. Over a network, frames must fit the segments that it carries (LEGACY quirk 1). */
  path: 'loopback' | 'network';
}

const entry = /^(?:\[([0-9a-f:]+)\]|([^:?[\]\s]+)):(\d{1,5})(?:\?(.*))?$/i;

const loopback = /^(?:127\.|localhost$|::1$)/i;

/** Reads `CHAT_LEGACY_LISTEN`. */
export function legacyListeners(value: string, context: z.RefinementCtx): readonly LegacyListener[] {
  if (value.trim() === 'off') return [];
  return value.split(',').map((part) => {
    const match = entry.exec(part.trim());
    const query = new URLSearchParams(match?.[4] ?? '');
    const long = query.get('long') ?? '4';
    const emoji = query.get('emoji') ?? 'shortcode';
    const port = Number(match?.[3]);
    const host = match?.[1] ?? match?.[2] ?? '';
    const path = query.get('path') ?? (loopback.test(host) ? 'loopback' : 'network');
    const isRight =
      match &&
      port <= 65_535 &&
      ['4', '8'].includes(long) &&
      ['shortcode', 'raw'].includes(emoji) &&
      ['loopback', 'network'].includes(path);
    if (!isRight) {
      context.addIssue({
        code: 'custom',
        message: 'must be "off" or host:port?long=4 (or long=8), with commas between',
      });
      return z.NEVER;
    }
    return {
      host,
      port,
      long: long === '8' ? 8 : 4,
      emoji: emoji === 'raw' ? 'raw' : 'shortcode',
      path: path === 'network' ? 'network' : 'loopback',
    };
  });
}
