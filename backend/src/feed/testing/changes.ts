import type { Message, User } from '@chat-room/protocol';
import type { RoomChange } from '../../bus/topics.js';

const sender: User = { id: 'u1', username: 'ann', displayName: 'Ann', avatarUrl: '', role: 'member', guest: false };

/** Message `seq` of room 1, as its change `rev` left it. */
export function message(seq: number, rev = seq): Message {
  return {
    id: `1-${seq}`,
    room: 'lobby',
    seq,
    rev,
    clientId: `c${seq}`,
    sender,
    kind: 'text',
    text: `as of ${rev}`,
    files: [],
    reactions: [],
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

/** What happened in room 1 after `prev`. */
export function changeAfter(prev: number, messages: Message[], rev = messages.at(-1)?.rev ?? prev): RoomChange {
  const seq = Math.max(0, ...messages.map((each) => each.seq));
  return { roomId: 1, slug: 'lobby', kind: 'public', prev, rev, seq, messages };
}
