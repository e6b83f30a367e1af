import type { Message, User } from '@chat-room/protocol';

export function aUser(id = 'u1'): User {
  return { id, username: id, displayName: id, avatarUrl: `/avatars/${id}`, role: 'member', guest: false };
}

export function aMessage(seq: number, rev = seq): Message {
  return {
    id: `m${seq}`,
    room: 'lobby',
    seq,
    rev,
    clientId: `c${seq}`,
    sender: aUser(),
    kind: 'text',
    text: `message ${seq}`,
    files: [],
    reactions: [],
    createdAt: new Date(seq * 1_000).toISOString(),
  };
}
