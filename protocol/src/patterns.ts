/** Letters, marks and digits of any script, `_`, `-`, `.`; the length is counted in code points. */
export const usernamePattern = /^[\p{L}\p{M}\p{N}_.-]{2,32}$/u;

/** A room's slug. Slugs that begin with `dm:` belong to private conversations and are never made by joining. */
export const roomSlugPattern = /^[a-z0-9\-_.:]{1,64}$/;

export const directRoomPrefix = 'dm:';

export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
