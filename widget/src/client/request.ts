import type { ErrorCode, WireError } from '@chat-room/protocol';
import { ChatClientError } from './client-error.js';

export interface RequestOptions {
  /** A form, or anything JSON can say. */
  body?: unknown;
  token?: string;
  /** Milliseconds; 20 seconds unless set. */
  timeout?: number;
}

/**
 * One HTTP call to `/api/v1`. What is not an answer of the chat server itself (a proxy's page, a captive portal's) is
 * `unavailable`, never a verdict on the session.
 */
export async function request<T>(
  server: string,
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  const { body, token, timeout = 20_000 } = options;
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';

  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`${server}/api/v1${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeout),
      credentials: 'omit',
      cache: 'no-store',
    });
    answer = await response.json().catch(() => undefined);
  } catch (error) {
    throw new ChatClientError(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'offline');
  }
  if (response.ok && (answer !== undefined || response.status === 204)) return answer as T;
  throw refusal(response, answer);
}

const codeByStatus: Record<number, ErrorCode> = { 404: 'not_found', 413: 'too_large', 429: 'rate_limited' };

function refusal(response: Response, answer: unknown): ChatClientError {
  const problem = (answer ?? {}) as Partial<WireError> & { detail?: string };
  const retryAfter = problem.retryAfter ?? (Number(response.headers.get('retry-after')) || undefined);
  const code = problem.code ?? codeByStatus[response.status] ?? 'unavailable';
  const message = problem.message ?? problem.detail;
  return new ChatClientError(code, {
    ...(message !== undefined && { message }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(problem.fields && { fields: problem.fields }),
  });
}
