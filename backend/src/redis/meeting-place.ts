import { createHash } from 'node:crypto';
import type { Config } from '../config/config.js';

/** Where the nodes of one chat meet. */
export interface MeetingPlace {
  readonly url: string;
  /** Begins all keys and channels. Follows from the secret that the nodes share: several chats may use one Redis and hear nothing of each other. */
  readonly prefix: string;
}

/** `undefined` for a node that is alone. */
export function meetingPlaceOf({ redisUrl, secret = '' }: Config): MeetingPlace | undefined {
  if (redisUrl === undefined) return undefined;
  const name = createHash('sha256').update(`redis prefix ${secret}`).digest('base64url').slice(0, 12);
  return { url: redisUrl, prefix: `chat:${name}:` };
}
