import type { ClientEvents, ServerEvents } from '@chat-room/protocol';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { Actor } from '../auth/actor.js';
import { ChatError } from '../errors/chat-error.js';
import type { Attendance } from '../presence/attendance.js';

export interface SocketData {
  /** Who the socket belongs to; set by the handshake. */
  actor: Actor;
  /** The rooms it has joined, by id. */
  attendances: Map<number, Attendance>;
}

export type ChatSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;
export type ChatServer = Server<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;

/** Names of the groups that sockets are in: those of a room, of a person, of a session. */
export const group = {
  room: (roomId: number) => `room:${roomId}`,
  user: (userId: string) => `user:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
};

/** Whom a socket speaks for. */
export function actorOf(socket: ChatSocket): Actor {
  return socket.data.actor;
}

/** Throws `forbidden` for a room the socket has not joined. */
export function assertJoined(socket: ChatSocket, roomId: number): void {
  if (!socket.data.attendances.has(roomId)) throw new ChatError('forbidden', { message: 'Join the room first.' });
}
