import { describe, expect, it } from '@jest/globals';
import { SigningSecret } from '../auth/signing-secret.js';
import { readConfig } from '../config/config.js';
import { FileSignatures } from './file-signatures.js';

const signaturesWith = (secret: string) => new FileSignatures(new SigningSecret(readConfig({ CHAT_SECRET: secret })));
const signatures = signaturesWith('a secret of at least 32 characters');
const now = Date.UTC(2026, 0, 1, 13);
const hours = (count: number) => now + count * 3_600_000;
const parsed = (query: string) => Object.fromEntries(new URLSearchParams(query));

describe('signed addresses', () => {
  const query = parsed(signatures.sign('abc', 'file', now));

  it('stay the same for hours, and are good for as long as a page may stay open: six and a half to seven days', () => {
    expect(parsed(signatures.sign('abc', 'file', hours(10)))).toEqual(query);
    expect(signatures.isValid('abc', 'file', query, hours(156))).toBe(true);
    expect(signatures.isValid('abc', 'file', query, hours(168))).toBe(false);
  });

  it('are bound to the file, to what of it, and to when they end', () => {
    expect(signatures.isValid('abd', 'file', query, now)).toBe(false);
    expect(signatures.isValid('abc', 'thumbnail', query, now)).toBe(false);
    expect(signatures.isValid('abc', 'file', { ...query, e: String(Number(query.e) + 1) }, now)).toBe(false);
  });

  it('are worth nothing when another secret signed them', () => {
    const foreign = parsed(signaturesWith('another secret, as long as the first').sign('abc', 'file', now));
    expect(signatures.isValid('abc', 'file', foreign, now)).toBe(false);
  });

  it.each([
    {},
    { e: query.e },
    { s: query.s },
    { e: query.e, s: '' },
    { e: query.e, s: `${query.s}AAAA` },
    { e: [query.e], s: query.s },
    { e: query.e, s: { s: query.s } },
    { e: `0${query.e}`, s: query.s },
    { e: '9'.repeat(30), s: query.s },
    { e: 'Infinity', s: query.s },
  ])('are refused as %j', (broken) => {
    expect(signatures.isValid('abc', 'file', broken, now)).toBe(false);
  });
});
