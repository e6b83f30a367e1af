import type { JoinedRoom, Message, MessagesEvent, PresenceEvent } from '@chat-room/protocol';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';

export interface StockReaderOptions extends Partial<ManagerOptions & SocketOptions> {
  heedsDraining?: boolean;
}

/**
 * What somebody else would write on stock socket.io-client, by the contract alone: knows a room up to a `rev`, asks for what is
 * after it whenever the connection is new or a batch begins beyond it. One that `heedsDraining` reconnects when the server drains.
 */
export class StockReader {
  readonly messages = new Map<number, Message>();
  readonly presence: PresenceEvent[] = [];
  readonly socket: Socket;
  rev = 0;
  /** Told of each answer to a join. */
  answered: (answer: JoinedRoom) => void = () => {};
  online: JoinedRoom['online'] = [];
  private isAsking = false;
  private isStale = false;

  constructor(
    server: { url: string },
    token: string,
    private readonly room: string,
    { heedsDraining = true, ...more }: StockReaderOptions = {},
  ) {
    const options = { reconnectionDelay: 100, reconnectionDelayMax: 1000, timeout: 5000, forceNew: true };
    this.socket = io(server.url, { auth: { token }, transports: ['websocket'], ...options, ...more });
    this.socket.on('connect', () => this.ask());
    this.socket.on('messages', (event: MessagesEvent) => this.hear(event));
    this.socket.on('presence', (event: PresenceEvent) => this.presence.push(event));
    if (heedsDraining) this.socket.on('server:draining', () => this.socket.disconnect().connect());
  }

  close(): void {
    this.socket.disconnect();
  }

  private hear({ room, prev, rev, messages }: MessagesEvent): void {
    if (room !== this.room) return;
    this.take(messages);
    if (prev > this.rev) this.ask();
    else this.rev = Math.max(this.rev, rev);
  }

  private async ask(): Promise<void> {
    this.isStale = true;
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.isStale && this.socket.connected) {
      this.isStale = false;
      try {
        const answer: { ok: boolean } & JoinedRoom = await this.socket
          .timeout(10_000)
          .emitWithAck('room:join', { room: this.room, since: this.rev });
        if (!answer.ok) throw new Error(JSON.stringify(answer));
        this.answered(answer);
        this.take(answer.messages);
        this.rev = Math.max(this.rev, answer.rev);
        this.online = answer.online;
        if (answer.more) this.isStale = true;
      } catch {
        this.isStale = true;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    this.isAsking = false;
  }

  private take(messages: readonly Message[]): void {
    for (const message of messages) {
      if (message.rev > (this.messages.get(message.seq)?.rev ?? 0)) this.messages.set(message.seq, message);
    }
  }
}
