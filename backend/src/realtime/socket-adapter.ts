import type { IncomingMessage } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import type { Server, ServerOptions, Socket } from 'socket.io';
import type { Config } from '../config/config.js';

/** Bytes of the largest packet a client may send; the longest message a setting allows, escaped, fits. */
const largestPacket = 1_500_000;

/** The Socket.IO server as this chat wants it: who may embed may connect, and packets are small. */
export class ChatSocketAdapter extends IoAdapter {
  constructor(
    app: INestApplication,
    private readonly config: Config,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const { allowedOrigins } = this.config;
    const everybody = allowedOrigins.includes('*');
    return super.createIOServer(port, {
      ...options,
      cors: { origin: everybody ? '*' : [...allowedOrigins] },
      // CORS does not hold for WebSocket: browsers send the origin, and leave it to the server.
      allowRequest: (
        { headers: { origin, host } }: IncomingMessage,
        answer: (error: null, isAllowed: boolean) => void,
      ) => answer(null, everybody || origin === undefined || allowedOrigins.includes(origin) || isOf(host, origin)),
      serveClient: false,
      maxHttpBufferSize: largestPacket,
      perMessageDeflate: false,
      pingInterval: 25_000,
      pingTimeout: 20_000,
    } as unknown as ServerOptions);
  }

  /**
   * As Nest does it, but for handlers that answer with promises: an observable for each event of each socket takes 40 KB a
   * connection, and a tenth of the time of a message.
   */
  override bindMessageHandlers(socket: Socket, handlers: MessageMappingProperties[]): void {
    for (const { message, callback } of handlers) {
      socket.on(message, (...received: unknown[]) => this.handle(callback, received));
    }
  }

  private async handle(callback: MessageMappingProperties['callback'], received: unknown[]): Promise<void> {
    const { data, ack } = this.mapPayload(received.length === 1 ? received[0] : received);
    try {
      const answer: unknown = await callback(data, ack);
      if (answer !== undefined) ack?.(answer);
    } catch (error) {
      // Whatever a handler throws, a filter has answered; this is a filter's own mistake.
      this.logger.error(error);
    }
  }
}

/** Whether a page came from this server itself: our own pages always may. */
function isOf(host: string | undefined, origin: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
