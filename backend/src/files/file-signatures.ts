import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningSecret } from '../auth/signing-secret.js';

export type FileKind = 'file' | 'thumbnail';

/** Milliseconds for which an address stays the same, so that browsers find what they have kept. */
const period = 12 * 3_600_000;
/** So many of them it is good for, begun ones too: pages stay open for days, and were told of each message once. */
const periods = 14;

/**
 * What lets an `<img>`, which cannot send a token, have one file: `e`, when it ends (seconds since 1970), and `s`, which
 * binds that to the file and to what of it.
 */
@Injectable()
export class FileSignatures {
  private readonly key: Buffer;

  constructor(secret: SigningSecret) {
    this.key = secret.keyFor('file-address');
  }

  /** The query of an address. */
  sign(id: string, kind: FileKind, now = Date.now()): string {
    const expiry = ((Math.floor(now / period) + periods) * period) / 1000;
    return `e=${expiry}&s=${this.signatureOf(id, kind, String(expiry)).toString('base64url')}`;
  }

  isValid(id: string, kind: FileKind, query: { e?: unknown; s?: unknown }, now = Date.now()): boolean {
    const { e, s } = query;
    if (typeof e !== 'string' || typeof s !== 'string' || !/^[1-9]\d{0,11}$/.test(e)) return false;
    const expected = this.signatureOf(id, kind, e);
    const given = Buffer.from(s, 'base64url');
    return given.length === expected.length && timingSafeEqual(given, expected) && Number(e) * 1000 > now;
  }

  private signatureOf(id: string, kind: FileKind, expiry: string): Buffer {
    return createHmac('sha256', this.key).update(`${kind} ${id} ${expiry}`).digest().subarray(0, 18);
  }
}
