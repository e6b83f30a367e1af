import { subtle, type webcrypto } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JOSEError } from 'jose/errors';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';
import { z } from 'zod';
import { ChatError } from '../errors/chat-error.js';
import { SigningSecret } from './signing-secret.js';

/** Seconds an access token is good for. */
export const accessTokenLifetime = 900;

const claims = z.object({ sub: z.string(), sid: z.string() });

/** Makes and reads access tokens: signed names of a user and a session. */
@Injectable()
export class AccessTokens {
  /** Not its bytes: of those a key would be made anew for every token. */
  private readonly key: Promise<webcrypto.CryptoKey>;

  constructor(secret: SigningSecret) {
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    this.key = subtle.importKey('raw', secret.keyFor('access-token'), hmac, false, ['sign', 'verify']);
  }

  async sign(userId: string, sessionId: string): Promise<string> {
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(userId)
      .setIssuedAt()
      .setExpirationTime(`${accessTokenLifetime}s`)
      .sign(await this.key);
  }

  /** Throws `unauthorized`. */
  async verify(token: string): Promise<{ userId: string; sessionId: string }> {
    try {
      const { payload } = await jwtVerify(token, await this.key, { algorithms: ['HS256'] });
      const { sub, sid } = claims.parse(payload);
      return { userId: sub, sessionId: sid };
    } catch (error) {
      if (error instanceof JOSEError || error instanceof z.ZodError || error instanceof TypeError) {
        throw new ChatError('unauthorized', { message: 'The access token is not valid or has expired.' });
      }
      throw error;
    }
  }
}
