import type { Message } from '@chat-room/protocol';
import { codeOf } from './client-error.js';
import type { SocketConnection } from './connection.js';
import { whenOnline } from './when-online.js';

const mostAttempts = 3;

/** Edits, deletions and reactions. They say the same however often they are made: a lost answer is asked for again. */
export class MessageChanges {
  constructor(
    private readonly connection: SocketConnection,
    private readonly changed: (message: Message) => void,
  ) {}

  edit(messageId: string, text: string): Promise<Message> {
    return this.#make(() => this.connection.request('message:edit', { messageId, text }));
  }

  delete(messageId: string): Promise<Message> {
    return this.#make(() => this.connection.request('message:delete', { messageId }));
  }

  react(messageId: string, emoji: string, on: boolean): Promise<Message> {
    return this.#make(() => this.connection.request('message:react', { messageId, emoji, on }));
  }

  async #make(change: () => Promise<{ message: Message }>, attempt = 1): Promise<Message> {
    await whenOnline(this.connection);
    try {
      const { message } = await change();
      this.changed(message);
      return message;
    } catch (error) {
      const isLost = codeOf(error) === 'offline' || codeOf(error) === 'timeout';
      if (!isLost || attempt >= mostAttempts) throw error;
      return this.#make(change, attempt + 1);
    }
  }
}
