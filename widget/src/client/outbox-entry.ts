import type { Message, User } from '@chat-room/protocol';
import type { FileUpload } from './file-upload.js';
import type { ClientErrorCode, RoomMessage } from './types.js';

/** What storage keeps of a message that is not sent yet. */
export interface StoredEntry {
  room: string;
  clientId: string;
  text: string;
  replyTo?: Message['replyTo'];
  createdAt: string;
  /** The page that sends it; set by `OutboxStorage`. */
  tab?: string;
  /** Whether it carries files; without `fileIds` they live in that page's memory only. */
  hasFiles: boolean;
  fileIds?: string[];
  error?: ClientErrorCode;
}

/** A message in the outbox of this page. */
export interface OutboxEntry extends StoredEntry {
  uploads: FileUpload[];
  /** Refusals that may have been the server's fault. */
  faults: number;
  settle?: { resolve(message: Message): void; reject(error: Error): void };
}

export function toStored({ uploads, settle, faults, ...stored }: OutboxEntry): StoredEntry {
  return stored;
}

/** The ids of its files, as soon as all of them are up. */
export function fileIdsOf(entry: OutboxEntry): string[] | undefined {
  if (entry.fileIds) return entry.fileIds;
  const ids = entry.uploads.flatMap(({ state, fileId }) => (state === 'done' && fileId ? [fileId] : []));
  return ids.length === entry.uploads.length ? ids : undefined;
}

/** The entry as the list shows it. */
export function asRoomMessage(entry: OutboxEntry, sender: User): RoomMessage {
  const { room, clientId, text, replyTo, createdAt, error } = entry;
  const uploads = entry.uploads.map((upload) => upload.shown);
  return {
    room,
    clientId,
    sender,
    kind: entry.hasFiles ? 'file' : 'text',
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
