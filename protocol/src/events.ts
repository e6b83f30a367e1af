import type { WireError } from './errors.js';
import type { DeleteMessage, EditMessage, Message, ReactToMessage, SendMessage } from './message.js';
import type { JoinedRoom, JoinRoom, LeaveRoom, OpenDirect, ReadRoom, Room, TypingIn } from './room.js';
import type { User } from './user.js';

/** What every client event is acknowledged with. */
export type Ack<T = object> = ({ ok: true } & T) | { ok: false; error: WireError };
type Acknowledge<T = object> = (answer: Ack<T>) => void;

/** Socket.IO events a client sends; the types fit `Socket<ServerEvents, ClientEvents>` of stock socket.io-client. */
export interface ClientEvents {
  /** Joins, or joins again with `since` to catch up. */
  'room:join': (payload: JoinRoom, ack: Acknowledge<JoinedRoom>) => void;
  'room:leave': (payload: LeaveRoom, ack?: Acknowledge) => void;
  /** Acknowledged only when durably committed; the same `clientId` again yields the same message. */
  'message:send': (payload: SendMessage, ack: Acknowledge<{ message: Message }>) => void;
  /** One's own messages. */
  'message:edit': (payload: EditMessage, ack: Acknowledge<{ message: Message }>) => void;
  /** Leaves a tombstone without text and files. One's own messages; moderators everybody's. */
  'message:delete': (payload: DeleteMessage, ack: Acknowledge<{ message: Message }>) => void;
  /** Adds one's reaction, or takes it away. */
  'message:react': (payload: ReactToMessage, ack: Acknowledge<{ message: Message }>) => void;
  /** The person has read everything up to `seq`. */
  'room:read': (payload: ReadRoom, ack?: Acknowledge) => void;
  /** Heard by who is in the room now; may be lost. */
  typing: (payload: TypingIn, ack?: Acknowledge) => void;
  /** Gives the private conversation with somebody, and makes it when there is none. Join it like any room. */
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
  /** New and changed messages, one or many, in `rev` order. */
  messages: (payload: MessagesEvent) => void;
  /** Who came and who went, some at a time. Where more than 200 people are, who comes is counted and not named. */
  presence: (payload: PresenceEvent) => void;
  /** Somebody writes, or has stopped. Not told in crowded rooms. */
  typing: (payload: TypingEvent) => void;
  /** How far somebody has read. Not told in crowded rooms, but for oneself. */
  read: (payload: ReadEvent) => void;
  /** Somebody's name, picture or role changed; clients show it everywhere. */
  user: (payload: { user: User }) => void;
  /** The asker cleared a room's history from another tab or device: forget messages up to `seq`. */
  cleared: (payload: { room: string; seq: number }) => void;
  /** The session is over, and so is the connection. */
  'session:ended': (payload: SessionEndedEvent) => void;
  /** This server is about to stop: connect again, and a load balancer gives you another. */
  'server:draining': (payload: object) => void;
}
