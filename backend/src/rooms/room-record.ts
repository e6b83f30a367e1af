import { directRoomPrefix } from '@chat-room/protocol';
import type { RoomModel } from './room.model.js';

/** What never changes about a room, and is kept in memory. */
export interface RoomRecord {
  readonly id: number;
  readonly slug: string;
  readonly kind: 'public' | 'direct';
  readonly title: string;
  /** Of a private conversation: its two people. */
  readonly memberIds?: readonly string[];
}

export function roomRecord({ id, slug, kind, title }: RoomModel): RoomRecord {
  const record = { id, slug, kind, title };
  return kind === 'direct' ? { ...record, memberIds: membersOfDirect(slug) } : record;
}

/** One slug for the private conversation of two people, whoever opens it. It names them, so it says nothing to anybody else. */
export function directSlug(userId: string, otherId: string): string {
  return `${directRoomPrefix}${[userId, otherId].sort().join('.')}`;
}

function membersOfDirect(slug: string): string[] {
  return slug.slice(directRoomPrefix.length).split('.');
}
