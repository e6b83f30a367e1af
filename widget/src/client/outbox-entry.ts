import type { Message, User } from '@chat-room/protocol';
import { ChatClientError } from './client-error.js';
import type { OutboxFiles } from './outbox-files.js';
import type { ClientErrorCode, RoomMessage } from './types.js';
import type { StoredFile } from './uploads/planned-file.js';

interface EntryFacts {
  room: string;
  clientId: string;
  text: string;
  replyTo?: Message['replyTo'];
  createdAt: string;
  error?: ClientErrorCode;
}

/** What storage keeps of a message that is not sent yet. */
export interface StoredEntry extends EntryFacts {
  /** The page that sends it; set by `OutboxStorage`. */
  tab?: string;
  files: readonly StoredFile[];
}

/** A message in the outbox of this page. */
export interface OutboxEntry extends EntryFacts {
  files: OutboxFiles;
  /** Refusals that may have been the server's fault. */
  faults: number;
  settle?: { resolve(message: Message): void; reject(error: Error): void };
}

export function toStored({ files, settle, faults, ...facts }: OutboxEntry): StoredEntry {
  return { ...facts, files: files.stored };
}

/** The entry as the list shows it. */
export function asRoomMessage(entry: OutboxEntry, sender: User): RoomMessage {
  const { room, clientId, text, replyTo, createdAt, error } = entry;
  const uploads = entry.files.shown;
  return {
    room,
    clientId,
    sender,
    kind: uploads.length > 0 ? 'file' : 'text',
    text,
    files: [],
    ...(replyTo && { replyTo }),
    reactions: [],
    createdAt,
    delivery: error ? 'failed' : 'sending',
    ...(error && { error }),
    ...(uploads.length > 0 && { uploads }),
  };
}

/** It waits for the person, who may try it again; whoever waits for it need not. */
export function fail(entry: OutboxEntry, code: ClientErrorCode): void {
  entry.error = code;
  reject(entry, code);
}

export function reject({ settle }: OutboxEntry, code: ClientErrorCode): void {
  settle?.reject(new ChatClientError(code));
}
