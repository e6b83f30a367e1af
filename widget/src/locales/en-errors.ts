/** What went wrong, in English. */
export const enErrors = {
  'error.bad_credentials': 'The name or the password is wrong.',
  'error.rate_limited': {
    one: 'That was quick. Try again in {n} second.',
    other: 'That was quick. Try again in {n} seconds.',
  },
  'error.timeout': 'The server did not answer in time. Try again.',
  'error.too_large': 'This is too large.',
  'error.unsupported_type': 'This kind of file is not accepted.',
  'error.muted': 'You may read here, but not write.',
  'error.banned': 'You cannot use this room any more.',
  'error.forbidden': 'You may not do this.',
  'error.not_found': 'This is not there any more.',
  'error.unavailable': 'The server is busy. Try again soon.',
  'error.other': 'Something went wrong. Try again.',
} as const;
