import type { Outcome } from '../../database/group-commit.js';
import type { Counters } from '../../rooms/room-counters.js';
import type { MessageRow } from '../message-row.js';
import { applyChange } from './apply-change.js';
import type { MessageChange, Post } from './message-change.js';
import { RoomDraft } from './room-draft.js';

/** What became of a batch of changes. */
export interface Committed {
  rows: Outcome<MessageRow>[];
  drafts: RoomDraft[];
}

/** New messages without files, which are nearly all changes there are, need nothing of the database but the numbers of their rooms. */
export function arePlain(changes: readonly MessageChange[]): changes is readonly Post[] {
  return changes.every((change) => change.type === 'post' && change.fileIds.length === 0);
}

/** The rooms of the changes, in the order in which everybody locks them. */
export function roomsOf(changes: readonly MessageChange[]): number[] {
  return [...new Set(changes.map(({ room }) => room.id))].sort((a, b) => a - b);
}

/** Numbers plain posts from their rooms' counters on; the drafts are those with something to store. */
export function draftPosts(posts: readonly Post[], counters: ReadonlyMap<number, Counters>, now: Date): Committed {
  const drafts = new Map(
    Array.from(counters, ([roomId, known]) => [roomId, new RoomDraft(roomId, known, [], [], now)] as const),
  );
  const surroundings = { drafts, known: new Map(), free: new Set<string>() };
  const rows = posts.map((post) => applyChange(post, surroundings));
  return { rows, drafts: [...drafts.values()].filter(({ posted }) => posted.length > 0) };
}
