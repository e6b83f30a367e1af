import { randomInt } from 'node:crypto';
import { displayName as displayNameSchema, limits } from '@chat-room/protocol';
import { randomId } from '../database/random-id.js';

/** Names near to what the site calls somebody that are tried; all but the first have four random digits. */
const tries = 8;
const digits = 4;

/** What a site calls a person, as a display name: the unusable left out, cut to the limit; nothing when nothing is left. */
export function displayNameFrom(name: string | undefined): string | undefined {
  const cleaned = [...(name ?? '').replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim()]
    .slice(0, limits.displayNameMax)
    .join('');
  return displayNameSchema.safeParse(cleaned).data;
}

/** User names for a person, the nearest to what the site calls him first, and at last one that nobody can have foreseen. */
export function usernamesFrom(name: string | undefined): string[] {
  const base = [...(name ?? '').normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_.-]+|\p{DI}+/gu, '-')]
    .slice(0, limits.usernameMax - digits - 1)
    .join('')
    .replace(/^[\p{M}-]+|-+$/gu, '');
  const stem = [...base].length < limits.usernameMin ? 'member' : base;
  const others = Array.from(
    { length: tries - 1 },
    () => `${stem}-${String(randomInt(10 ** digits)).padStart(digits, '0')}`,
  );
  return [stem, ...others, `member-${randomId(12)}`];
}
