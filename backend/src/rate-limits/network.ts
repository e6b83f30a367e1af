import { isIPv6 } from 'node:net';

/** Whom limits by address count: an IPv6 address's /64, of which one line has 2⁶⁴ addresses; an IPv4 address, in whatever form. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  const [before = '', after = ''] = address.split('::');
  const groups = before === '' ? [] : before.split(':');
  const zeros = address.includes('::') ? 8 - groups.length - after.split(':').filter(Boolean).length : 0;
  const all = [...groups, ...Array(zeros).fill('0'), ...after.split(':')];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
