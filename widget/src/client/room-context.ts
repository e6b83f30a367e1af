import type { JoinedRoom, User } from '@chat-room/protocol';
import type { SocketConnection } from './connection.js';
import type { Drafts } from './drafts.js';
import type { Outbox } from './outbox.js';
import type { RoomHistory } from './room-history.js';

/** What a room needs of the client around it. */
export interface RoomContext {
  connection: SocketConnection;
  outbox: Outbox;
  drafts: Drafts;
  /** Loads with the first page or search that is asked for. */
  history(): Promise<RoomHistory>;
  self(): User | undefined;
  joined(answer: JoinedRoom): void;
  /** It cannot be joined. */
  refused(): void;
  /** The person has read up to `seq`; `unread` messages of others are left. */
  read(seq: number, unread: number): void;
}
