import { createHash } from 'node:crypto';
import { userRole } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { JOSEError } from 'jose/errors';
import { jwtVerify } from 'jose/jwt/verify';
import { z } from 'zod';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';

/** Seconds by which the clocks of the host's backend and ours may differ. */
const clockTolerance = 60;

const claims = z.object({
  sub: z.string().min(1).max(255),
  exp: z.number(),
  name: z.string().max(1024).optional(),
  username: z.string().max(1024).optional(),
  role: userRole.optional(),
});

/** What the host site says of one of its people. */
export interface HostPerson extends Omit<z.infer<typeof claims>, 'sub' | 'exp'> {
  /** Stands for the site's own id of the person. */
  readonly hostKey: string;
}

/** Reads the tokens that the host site's own backend signs for its people: JWTs (RFC 7519), HS256 with `CHAT_HOST_SECRET`. */
@Injectable()
export class HostTokens {
  private readonly key: Uint8Array | undefined;

  constructor(config: Config) {
    this.key = config.hostSecret === undefined ? undefined : new TextEncoder().encode(config.hostSecret);
  }

  /** Throws `forbidden` where no secret is set, and `unauthorized` for a token that is forged, broken, expired, or never expires. */
  async verify(token: string): Promise<HostPerson> {
    if (!this.key) throw new ChatError('forbidden', { message: 'This server takes no sign-in tokens.' });
    try {
      const { payload } = await jwtVerify(token, this.key, { algorithms: ['HS256'], clockTolerance });
      const { sub, exp: _, ...person } = claims.parse(payload);
      return { ...person, hostKey: createHash('sha256').update(sub).digest('hex') };
    } catch (error) {
      if (error instanceof JOSEError || error instanceof z.ZodError || error instanceof TypeError) {
        throw new ChatError('unauthorized', { message: 'The sign-in token is not valid or has expired.' });
      }
      throw error;
    }
  }
}
