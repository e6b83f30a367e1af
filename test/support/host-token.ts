import { createHmac } from 'node:crypto';

/** `CHAT_HOST_SECRET` of tests. */
export const hostSecret = 'shared with the backend of the host site';

export const inAnHour = Math.floor(Date.now() / 1000) + 3600;

/** A sign-in token as a host site's backend makes it in any language, with nothing of ours; good for an hour. */
export function hostToken(claims: Record<string, unknown>, { key = hostSecret, alg = 'HS256' } = {}): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, typ: 'JWT' })}.${part({ exp: inAnHour, ...claims })}`;
  return `${signed}.${alg === 'none' ? '' : createHmac('sha256', key).update(signed).digest('base64url')}`;
}
