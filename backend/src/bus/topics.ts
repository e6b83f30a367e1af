import type { Message, SessionEndedEvent, User } from '@chat-room/protocol';

/** Changes of one room that were committed together. Serializable: it travels between nodes. */
export interface RoomChange {
  roomId: number;
  slug: string;
  kind: 'public' | 'direct';
  /** The batch holds every change after `prev` up to `rev`. */
  prev: number;
  rev: number;
  /** The room's newest `seq`. */
  seq: number;
  /** The room's newest `seq` before the batch: messages beyond it are new ones. Unknown of changes read back from the database. */
  prevSeq?: number | undefined;
  /** When it was committed, which is when what was edited in it was edited. Unknown of changes read back from the database. */
  at?: string;
  /** In `rev` order; `reactions[].mine` is false in all of them. */
  messages: Message[];
  /** Who reacted, by message id and emoji, for messages with reactions: each reader's `mine` is made from it. */
  reactors?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> | undefined;
  /** The two people of a private conversation, who hear of it joined or not. */
  memberIds?: string[];
}

/** What features tell each other; one name, one payload. Handlers may be on another node. */
export interface Topics {
  'room.changed': RoomChange;
  'room.read': { roomId: number; slug: string; userId: string; seq: number };
  'room.typing': { roomId: number; slug: string; user: User; on: boolean };
  'presence.changed': { roomId: number; slug: string; joined: User[]; left: User[]; onlineCount: number };
  'history.cleared': { roomId: number; slug: string; userId: string; seq: number };
  'user.changed': { user: User };
  'session.ended': { userId: string; sessionIds: string[]; code: SessionEndedEvent['code'] };
}

export type Topic = keyof Topics;
