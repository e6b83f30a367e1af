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

/** Somebody is in a room by way of one node. */
export interface Stay {
  roomId: number;
  slug: string;
  user: User;
}

/** Somebody is in a room by way of a node now, or by no connection of that node any more. */
export type Move = { how: 'arrived'; stay: Stay } | { how: 'left' | 'left_at_once'; roomId: number; userId: string };

/** What features tell each other; one name, one payload. Handlers may be on another node. */
export interface Topics {
  'room.changed': RoomChange;
  'room.read': { roomId: number; slug: string; userId: string; seq: number };
  'room.typing': { roomId: number; slug: string; user: User; on: boolean };
  /** A node is told by itself who came and went over all nodes. */
  'presence.changed': { roomId: number; slug: string; joined: User[]; left: User[]; onlineCount: number };
  /** A node is alive, and has told `version` times of moves. */
  'presence.beat': { node: string; version: number };
  'presence.moved': { node: string; version: number; moves: Move[] };
  /** Somebody wants the whole list of a node. */
  'presence.wanted': { node: string };
  /** The whole list of a node after `version` moves; part 1 of `parts`, and so on. */
  'presence.listed': { node: string; version: number; part: number; parts: number; stays: Stay[] };
  /** A node says goodbye. */
  'presence.ended': { node: string };
  /** A node has fallen silent, perhaps before it could tell what it had committed. */
  'node.lost': { node: string };
  /** A node wants to go on with an upload that another one works on. */
  'upload.wanted': { node: string; id: string };
  'history.cleared': { roomId: number; slug: string; userId: string; seq: number };
  'user.changed': { user: User };
  'session.ended': { userId: string; sessionIds: string[]; code: SessionEndedEvent['code'] };
  /** News between nodes may have been lost: whoever must know looks for himself. */
  'bus.rejoined': { node: string };
}

export type Topic = keyof Topics;

/** What becomes of each topic between nodes: it never leaves its node, it is worthless when late, or it is kept while Redis is away. */
export const travel: Readonly<Record<Topic, 'never' | 'fleeting' | 'kept'>> = {
  'room.changed': 'kept',
  'room.read': 'kept',
  'room.typing': 'fleeting',
  'presence.changed': 'never',
  'presence.beat': 'fleeting',
  'presence.moved': 'fleeting',
  'presence.wanted': 'fleeting',
  'presence.listed': 'fleeting',
  'presence.ended': 'fleeting',
  'node.lost': 'never',
  'upload.wanted': 'fleeting',
  'history.cleared': 'kept',
  'user.changed': 'kept',
  'session.ended': 'kept',
  'bus.rejoined': 'fleeting',
};
