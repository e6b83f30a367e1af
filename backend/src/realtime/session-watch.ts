import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import { AuthService } from '../auth/auth.service.js';
import { Bus } from '../bus/bus.js';
import type { ChatServer } from './chat-socket.js';

/** Milliseconds between two looks. */
const interval = 15_000;

/**
 * Ends the sockets of sessions that are over though nobody said so here: they have expired, ended on another node while Redis was
 * away, or ended just while the socket came in. Costs one query in a look, for up to 500 sessions.
 */
@WebSocketGateway()
export class SessionWatch implements OnGatewayInit<ChatServer>, OnApplicationShutdown {
  private readonly logger = new Logger('Realtime');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly auth: AuthService,
    private readonly bus: Bus,
  ) {}

  afterInit(server: ChatServer): void {
    this.timer ??= setInterval(() => {
      this.look(server).catch((error: unknown) => this.logger.warn(`Sessions cannot be looked up: ${error}`));
    }, interval).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async look(server: ChatServer): Promise<void> {
    const users = new Map<string, string>();
    for (const { data } of server.sockets.sockets.values()) users.set(data.actor.sessionId, data.actor.user.id);
    for (const sessionId of await this.auth.endedAmong([...users.keys()])) {
      this.bus.publish('session.ended', {
        userId: users.get(sessionId) ?? '',
        sessionIds: [sessionId],
        code: 'expired',
      });
    }
  }
}
