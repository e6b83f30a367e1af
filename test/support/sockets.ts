import { randomUUID } from 'node:crypto';
import { on } from 'node:events';
import type { Ack, ClientEvents, JoinedRoom, Message, MessagesEvent, ServerEvents } from '@chat-room/protocol';
import { io, type Socket } from 'socket.io-client';

export type ChatSocket = Socket<ServerEvents, ClientEvents>;

/** Connects with stock socket.io-client; rejects with the handshake's error. */
export async function connect(
  server: { url: string },
  token: string,
  options: Parameters<typeof io>[1] = {},
): Promise<ChatSocket> {
  const socket: ChatSocket = io(server.url, {
    auth: { token },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...options,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

/** Emits an event and resolves with what it was acknowledged with, good or bad. */
export function request<T = object>(socket: ChatSocket, event: string, ...payload: unknown[]): Promise<Ack<T>> {
  return (socket as Socket).timeout(30_000).emitWithAck(event, ...payload) as Promise<Ack<T>>;
}

/** As `request`, but throws unless `ok`. */
export async function demand<T = object>(
  socket: ChatSocket,
  event: string,
  ...payload: unknown[]
): Promise<{ ok: true } & T> {
  const answer = await request<T>(socket, event, ...payload);
  if (!answer.ok) throw new Error(`${event} was refused: ${JSON.stringify(answer.error)}`);
  return answer;
}

export function join(socket: ChatSocket, room: string, since?: number): Promise<{ ok: true } & JoinedRoom> {
  return demand<JoinedRoom>(socket, 'room:join', { room, ...(since !== undefined && { since }) });
}

export async function send(socket: ChatSocket, room: string, text: string, more: object = {}): Promise<Message> {
  const { message } = await demand<{ message: Message }>(socket, 'message:send', {
    room,
    clientId: randomUUID(),
    text,
    ...more,
  });
  return message;
}

type Payload<Event extends keyof ServerEvents> = Parameters<ServerEvents[Event]>[0];

/** The next event of that name that fits. */
export async function nextEvent<Event extends keyof ServerEvents>(
  socket: ChatSocket,
  name: Event,
  fits: (payload: Payload<Event>) => boolean = () => true,
  signal: AbortSignal = AbortSignal.timeout(30_000),
): Promise<Payload<Event>> {
  for await (const [payload] of on(socket as unknown as NodeJS.EventEmitter, name, { signal })) {
    if (fits(payload)) return payload;
  }
  throw new Error(`No event ${name} came.`);
}

/** The next `messages` event that fits. */
export function nextMessages(
  socket: ChatSocket,
  fits?: (event: MessagesEvent) => boolean,
  signal?: AbortSignal,
): Promise<MessagesEvent> {
  return nextEvent(socket, 'messages', fits, signal);
}
