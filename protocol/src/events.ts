import type { WireError } from './errors.js';
import type { DeleteMessage, EditMessage, Message, ReactToMessage, SendMessage } from './message.js';
import type { JoinedRoom, JoinRoom, LeaveRoom, OpenDirect, ReadRoom, Room, TypingIn } from './room.js';
import type { User } from './user.js';

/** What every client event is acknowledged with. */
export type Ack<T = object> = ({ ok: true } & T) | { ok: false; error: WireError };
type Acknowledge<T = object> = (answer: Ack<T>) => void;

/** Socket.IO events a client sends; the types fit `Socket<ServerEvents, ClientEvents>` of stock socket.io-client. */
export interface ClientEvents {
  'room:join': (payload: JoinRoom, ack: Acknowledge<JoinedRoom>) => void;
  'room:leave': (payload: LeaveRoom, ack?: Acknowledge) => void;
  /** Acknowledged only when durably committed; the same `clientId` again yields the same message. */
  'message:send': (payload: SendMessage, ack: Acknowledge<{ message: Message }>) => void;
  'message:edit': (payload: EditMessage, ack: Acknowledge<{ message: Message }>) => void;
  'message:delete': (payload: DeleteMessage, ack: Acknowledge<{ message: Message }>) => void;
  'message:react': (payload: ReactToMessage, ack: Acknowledge<{ message: Message }>) => void;
  'room:read': (payload: ReadRoom, ack?: Acknowledge) => void;
  typing: (payload: TypingIn, ack?: Acknowledge) => void;
  'dm:open': (payload: OpenDirect, ack: Acknowledge<{ room: Room }>) => void;
}

/** New and changed messages of one room, in `rev` order. */
export interface MessagesEvent {
  room: string;
  messages: Message[];
  /**
   * The batch holds every change after `prev` up to `rev`. A client that knows everything up to `prev` or beyond
   * knows everything up to `rev` now; one that knows less has missed something and joins again with `since`.
   */
  prev: number;
  rev: number;
}

export interface PresenceEvent {
  room: string;
  joined: User[];
  left: User[];
  onlineCount: number;
}

export interface TypingEvent {
  room: string;
  user: User;
  on: boolean;
}

export interface ReadEvent {
  room: string;
  userId: string;
  seq: number;
}

export interface SessionEndedEvent {
  code: 'logged_out' | 'token_reused' | 'password_changed' | 'banned' | 'expired';
}

export interface ServerEvents {
  messages: (payload: MessagesEvent) => void;
  presence: (payload: PresenceEvent) => void;
  typing: (payload: TypingEvent) => void;
  read: (payload: ReadEvent) => void;
  /** Somebody's name, picture or role changed; clients show it everywhere. */
  user: (payload: { user: User }) => void;
  /** The asker cleared a room's history from another tab or device: forget messages up to `seq`. */
  cleared: (payload: { room: string; seq: number }) => void;
  'session:ended': (payload: SessionEndedEvent) => void;
  'server:draining': (payload: object) => void;
}
