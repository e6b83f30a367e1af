import { randomInt } from 'node:crypto';
import { displayName as displayNameSchema, limits } from '@chat-room/protocol';

/** Names that are tried before giving up; all but the first have four random digits. */
const tries = 8;
const digits = 4;

/** What a site calls a person, as a display name: the unusable left out, cut to the limit; nothing when nothing is left. */
export function displayNameFrom(name: string | undefined): string | undefined {
  const cleaned = [...(name ?? '').replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim()]
    .slice(0, limits.displayNameMax)
    .join('');
  return displayNameSchema.safeParse(cleaned).data;
}

/** User names for a person, the nearest to what the site calls him first. */
export function usernamesFrom(name: string | undefined): string[] {
  const base = [...(name ?? '').normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_.-]+|\p{DI}+/gu, '-')]
    .slice(0, limits.usernameMax - digits - 1)
    .join('')
    .replace(/^[\p{M}-]+|-+$/gu, '');
  const stem = [...base].length < limits.usernameMin ? 'member' : base;
  const others = Array.from({ length: tries - 1 }, () => `${stem}-${randomInt(10 ** digits)}`);
  return [stem, ...others];
}
