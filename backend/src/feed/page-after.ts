import { limits } from '@chat-room/protocol';
import type { RoomChange } from '../bus/topics.js';

/**
 * The page of changes after `since` out of changes that begin at or before it; `undefined` when they do not fill one, and are not
 * all there are.
 */
export function pageAfter(since: number, changes: RoomChange, isAll: boolean): RoomChange | undefined {
  const later = changes.messages.filter(({ rev }) => rev > since);
  const messages = later.slice(0, limits.catchUpMax);
  const isFull = messages.length === limits.catchUpMax;
  if (!isFull && !isAll) return undefined;
  const reachesTheEnd = isAll && messages.length === later.length;
  const last = messages.at(-1);
  return { ...changes, prev: since, rev: reachesTheEnd || !last ? changes.rev : last.rev, messages };
}
