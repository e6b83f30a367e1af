import type { PresenceEvent } from '@chat-room/protocol';

/** People named in one list. */
export const mostNamed = 200;

/**
 * What of coming and going a room is told. In rooms with more people than a list names, who comes is counted and not named: a room
 * that fills would tell everybody of everybody, with the square of the people. Who went is named, since he may be in somebody's list.
 */
export function mostlyCounted(moved: Omit<PresenceEvent, 'room'>): Omit<PresenceEvent, 'room'> {
  return moved.onlineCount > mostNamed ? { ...moved, joined: [] } : moved;
}
