import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ack, Message } from '@chat-room/protocol';
import { io, type Socket } from 'socket.io-client';

/** What a server may say that is about to come back; anything else is a verdict. */
const passing = new Set(['unavailable', 'internal', 'rate_limited']);

/**
 * One person who writes over two connections without a pause: new messages, and changes to them. Everything is said again, at
 * times over both connections at once, until it is acknowledged.
 */
export class InsistentWriter {
  /** Each message as it was acknowledged last, by `clientId`. */
  readonly acknowledged = new Map<string, Message>();
  /** Every `rev` that was acknowledged. */
  readonly revs = new Set<number>();
  private readonly sockets: Socket[];
  private isWriting = true;
  private readonly lanes: Promise<void>[];

  constructor(
    servers: readonly { url: string }[],
    token: string,
    private readonly room: string,
    lanes = 4,
  ) {
    const options = { reconnectionDelay: 50, reconnectionDelayMax: 200, timeout: 3000, forceNew: true };
    this.sockets = [...servers, ...servers].map(({ url }) =>
      io(url, { auth: { token }, transports: ['websocket'], ...options }),
    );
    this.lanes = Array.from({ length: lanes }, (_, lane) => this.write(lane));
  }

  /** Resolves when as many more messages are acknowledged. */
  async goesOn(more = 1): Promise<void> {
    for (const goal = this.acknowledged.size + more; this.acknowledged.size < goal; ) await sleep(5);
  }

  /** Resolves when everything that was begun is acknowledged. */
  async stop(): Promise<void> {
    this.isWriting = false;
    await Promise.all(this.lanes);
    for (const socket of this.sockets) socket.disconnect();
  }

  private async write(lane: number): Promise<void> {
    for (let n = lane; this.isWriting; n++) {
      const clientId = randomUUID();
      const post = { room: this.room, clientId, text: `message ${n}` };
      const copies = n % 5 === 0 ? this.sockets.length : 1;
      const posted = await Promise.all(
        Array.from({ length: copies }, (_, copy) => this.insist('message:send', post, lane + copy)),
      );
      const [first, ...others] = posted.map(({ id }) => id);
      if (others.some((id) => id !== first)) throw new Error(`One message was stored twice: ${first}, ${others}`);
      if (n % 3 === 0) await this.insist('message:edit', { messageId: first, text: `changed ${n}` }, lane);
      if (n % 4 === 0) await this.insist('message:react', { messageId: first, emoji: '👍', on: true }, lane);
      if (n % 7 === 0) await this.insist('message:delete', { messageId: first }, lane);
    }
  }

  private async insist(event: string, payload: object, turn: number): Promise<Message> {
    for (let attempt = turn; ; attempt++) {
      const socket = this.sockets[attempt % this.sockets.length] as Socket;
      const answer = await this.ask(socket, event, payload);
      if (answer?.ok) return this.note(answer.message);
      if (answer && !passing.has(answer.error.code)) throw new Error(`${event}: ${JSON.stringify(answer.error)}`);
      await sleep(20);
    }
  }

  private async ask(socket: Socket, event: string, payload: object): Promise<Ack<{ message: Message }> | undefined> {
    if (!socket.connected) return undefined;
    try {
      return await socket.timeout(5000).emitWithAck(event, payload);
    } catch {
      // Whether it was done nobody knows.
      return undefined;
    }
  }

  private note(message: Message): Message {
    const known = this.acknowledged.get(message.clientId);
    if (!known || known.rev <= message.rev) this.acknowledged.set(message.clientId, message);
    this.revs.add(message.rev);
    return message;
  }
}
