import type { ClientError, ClientErrorCode } from '../client/types.js';
import { enErrors } from '../locales/en-errors.js';
import { english } from '../locales/languages.js';
import type { ErrorWord, Translate } from '../locales/translate.js';

Object.assign(english, enErrors);

const sentences = [
  'bad_credentials',
  'offline',
  'timeout',
  'too_large',
  'unsupported_type',
  'muted',
  'banned',
  'forbidden',
  'not_found',
  'unavailable',
] as const;

type Said = (typeof sentences)[number];
const isSaid = (code: string): code is Said => sentences.some((known) => known === code);

export function isClientError(error: unknown): error is ClientError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** What happened and what to do, without codes. */
export function sayError(first: Translate, error: unknown): string {
  const t = first as Translate<ErrorWord>;
  const code: ClientErrorCode | undefined = isClientError(error) ? error.code : undefined;
  if (isClientError(error) && code === 'rate_limited') {
    return t('error.rate_limited', { n: Math.max(1, Math.ceil(error.retryAfter ?? 1)) });
  }
  return t(code && isSaid(code) ? `error.${code}` : 'error.other');
}

export const sayCode = (t: Translate, code: ClientErrorCode): string =>
  (t as Translate<ErrorWord>)(
    code === 'rate_limited' ? 'error.unavailable' : isSaid(code) ? `error.${code}` : 'error.other',
  );
