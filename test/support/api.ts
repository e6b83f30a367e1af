import { randomBytes } from 'node:crypto';
import type { Session } from '@chat-room/protocol';

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body;
}

/** One HTTP request under `/api/v1`; JSON in, JSON (or text) out. */
export async function api<Body = Record<string, unknown>>(
  server: { url: string },
  method: string,
  path: string,
  options: { token?: string; json?: unknown; body?: BodyInit; headers?: Record<string, string> } = {},
): Promise<Answer<Body>> {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(options.json !== undefined && { 'content-type': 'application/json' }),
      ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
    ...(options.json !== undefined
      ? { body: JSON.stringify(options.json) }
      : options.body !== undefined && { body: options.body }),
  });
  const text = await response.text();
  const isJson = text !== '' && /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
}

export const password = 'correct horse battery';

/** A new account with a name of its own, signed in. */
export async function register(
  server: { url: string },
  username = `u${randomBytes(5).toString('hex')}`,
): Promise<Session> {
  const { status, body } = await api<Session>(server, 'POST', '/auth/register', { json: { username, password } });
  if (status !== 201) throw new Error(`Registering ${username} failed: ${JSON.stringify(body)}`);
  return body;
}
