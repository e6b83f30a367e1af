import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { ChatServer, ChatSocket } from './chat-socket.js';

/** Bytes that may wait to be sent to one client. */
const mostUnsent = 4_000_000;
/** Milliseconds between two looks. */
const interval = 500;

/** Cuts off clients that do not read: what waits for them would grow without a bound. They come back, and catch up by `since`. */
@WebSocketGateway()
export class SlowReaders implements OnGatewayInit<ChatServer>, OnApplicationShutdown {
  private readonly logger = new Logger('Realtime');
  private timer: NodeJS.Timeout | undefined;

  afterInit(server: ChatServer): void {
    this.timer ??= setInterval(() => this.look(server), interval).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private look(server: ChatServer): void {
    for (const socket of server.sockets.sockets.values()) {
      if (unsentBytes(socket) <= mostUnsent) continue;
      this.logger.warn(`A client of ${socket.data.actor.user.username} does not read; it is cut off.`);
      // Without waiting for what is unsent: it would never go.
      socket.conn.transport.discard();
      socket.conn.close(true);
    }
  }
}

interface RawTransport {
  socket?: { bufferedAmount?: number };
}

function unsentBytes({ conn }: ChatSocket): number {
  const { writeBuffer, transport } = conn as unknown as { writeBuffer: { data?: unknown }[]; transport: RawTransport };
  const waiting = writeBuffer.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
  return waiting + (transport.socket?.bufferedAmount ?? 0);
}
