import type { User } from '@chat-room/protocol';

const beyond = /[\u{10000}-\u{10FFFF}]/gu;

/**
 * The name by which old clients know somebody, and look up his picture: the user name, unless it has characters beyond U+FFFF, of
 * which their windows die (LEGACY quirk 8). Then it has boxes instead, and an id that makes it his own.
 */
export function legacyName({ id, username }: Pick<User, 'id' | 'username'>): string {
  const shown = username.replace(beyond, '□');
  return shown === username ? username : `${shown}:${id}`;
}

/** Whose name it is, for a name that has an id in it; no user name has a colon. */
export function idInLegacyName(name: string): string | undefined {
  return /:([0-9a-z]+)$/.exec(name)?.[1];
}
