// A sign-in token for the chat, made by your own backend with what Node brings.
import { createHmac } from 'node:crypto';

export function chatToken(secret, userId, name) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: userId, name, exp: Math.floor(Date.now() / 1000) + 300 };
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
