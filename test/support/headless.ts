import { randomBytes } from 'node:crypto';
import type { Message } from '@chat-room/protocol';
import { type ChatClient, createChatClient, isSent, type RoomStore } from '../../widget/src/client/index.js';
import { password } from './api.js';
import { until } from './until.js';
import './web-socket.mjs';

/** What a browser would keep: survives the client. */
export function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** A headless client of somebody new, signed in and online. */
export async function headless(server: { url: string }, storage = memoryStorage()): Promise<ChatClient> {
  const client = createChatClient({ server: server.url, storage });
  await client.session.register({ username: `u${randomBytes(5).toString('hex')}`, password });
  await until(() => client.connection.state === 'online');
  return client;
}

/** Resolves when the room is joined. */
export async function joined(client: ChatClient, room: string): Promise<RoomStore> {
  const store = client.join(room);
  await until(() => store.state === 'joined');
  return store;
}

/** What the client has of the server's, without what is still in its outbox. */
export function sentOf(store: RoomStore): Message[] {
  return store.messages.filter(isSent).map(({ delivery: _, ...message }) => message);
}
