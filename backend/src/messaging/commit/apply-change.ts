import type { Outcome } from '../../database/group-commit.js';
import { ChatError } from '../../errors/chat-error.js';
import type { MessageRow } from '../message-row.js';
import { type MessageChange, postKey } from './message-change.js';
import type { RoomDraft } from './room-draft.js';

/** What a batch of changes meets, and alters as it goes. */
export interface Surroundings {
  readonly drafts: ReadonlyMap<number, RoomDraft>;
  /** Messages that are there already under their senders' ids, by `postKey`. */
  readonly known: Map<string, MessageRow>;
  /** Files that may be carried. */
  readonly free: Set<string>;
}

/** The message as the change leaves it, or why it cannot be made. */
export function applyChange(change: MessageChange, surroundings: Surroundings): Outcome<MessageRow> {
  try {
    return { value: applied(change, surroundings) };
  } catch (error) {
    if (error instanceof ChatError) return { error };
    throw error;
  }
}

function applied(change: MessageChange, { drafts, known, free }: Surroundings): MessageRow {
  const draft = drafts.get(change.room.id);
  if (!draft) throw new ChatError('not_found', { message: 'There is no such room.' });
  switch (change.type) {
    case 'post': {
      const key = postKey(change.actor.id, change.clientId);
      const stored = known.get(key);
      if (stored) return stored;
      if (!change.fileIds.every((id) => free.has(id))) throw new ChatError('invalid', { fields: { files: 'wrong' } });
      const row = draft.post(change);
      for (const id of change.fileIds) free.delete(id);
      known.set(key, row);
      return row;
    }
    case 'edit':
      return draft.edit(change);
    case 'delete':
      return draft.delete(change);
    case 'react':
      return draft.react(change);
  }
}
