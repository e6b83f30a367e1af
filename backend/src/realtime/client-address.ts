import type { IncomingMessage } from 'node:http';

/** Where a request came from, as Express tells it: `trustedProxies` reverse proxies are believed. */
export function clientAddress({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean);
  const believed = trustedProxies > 0 ? (forwarded.at(-trustedProxies) ?? forwarded[0]) : undefined;
  return believed ?? socket.remoteAddress ?? '';
}
