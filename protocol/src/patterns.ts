/** Letters, marks and digits of any script, `_`, `-`, `.`, none of them invisible; the length is counted in code points. */
export const usernamePattern = /^(?:(?!\p{DI})[\p{L}\p{M}\p{N}_.-]){2,32}$/u;

/** Something to see, in one line, in its own direction: no control characters, overrides of the direction or halves of pairs. */
export const displayNamePattern =
  /^(?=.*[^\s\p{Cf}\p{DI}\p{M}\u2800])[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+$/u;

/** A room's slug. Slugs that begin with `dm:` belong to private conversations and are never made by joining. */
export const roomSlugPattern = /^[a-z0-9\-_.:]{1,64}$/;

export const directRoomPrefix = 'dm:';

export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
