import type { GuestRights, MemberRole, User } from '@chat-room/protocol';
import type { RoomRecord } from './room-record.js';

/** What somebody may want to do in a room. Reading includes being told that it exists. */
export type RoomAction = 'read' | 'write' | 'moderate';

/** The one place that answers "may X do Y in room Z". */
export function may(userId: string, role: MemberRole, action: RoomAction, room: RoomRecord): boolean {
  if (room.kind === 'direct') return action !== 'moderate' && isMemberOfDirect(userId, room);
  return action !== 'moderate' || role !== 'member';
}

export function isMemberOfDirect(userId: string, { memberIds }: RoomRecord): boolean {
  return memberIds?.includes(userId) ?? false;
}

/** What somebody is in a room: site moderators and admins are at least that in every public room. */
export function roleIn(room: RoomRecord, user: User, membership?: { role: MemberRole }): MemberRole {
  if (room.kind === 'direct') return 'member';
  if (user.role === 'admin') return 'owner';
  const role = membership?.role ?? 'member';
  return role === 'member' && user.role === 'moderator' ? 'moderator' : role;
}

/** Guests write where the owner lets them; they begin no private conversations, and upload nothing: there is no end of guests. */
export function mayWrite(user: User, guests: GuestRights): boolean {
  return !user.guest || guests === 'write';
}
