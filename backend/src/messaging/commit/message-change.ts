import type { User } from '@chat-room/protocol';
import type { RoomRecord } from '../../rooms/room-record.js';

interface ChangeIn {
  readonly room: RoomRecord;
  /** Who makes it. */
  readonly actor: User;
}

export interface Post extends ChangeIn {
  readonly type: 'post';
  /** Lower case. */
  readonly clientId: string;
  readonly text: string;
  readonly fileIds: readonly string[];
  readonly replyToSeq: number | null;
}

export interface Edit extends ChangeIn {
  readonly type: 'edit';
  readonly seq: number;
  readonly text: string;
}

export interface Delete extends ChangeIn {
  readonly type: 'delete';
  readonly seq: number;
  /** Whether the actor may delete what others wrote. */
  readonly mayModerate: boolean;
}

export interface React extends ChangeIn {
  readonly type: 'react';
  readonly seq: number;
  readonly emoji: string;
  readonly on: boolean;
}

/** One change to the messages of a room. What needs the message as it is now is checked when the change is written. */
export type MessageChange = Post | Edit | Delete | React;

/** Names a message by what its sender called it. */
export function postKey(senderId: string, clientId: string): string {
  return `${senderId}/${clientId}`;
}
