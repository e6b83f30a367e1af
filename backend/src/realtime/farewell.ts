import { setTimeout as sleep } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import { Config } from '../config/config.js';
import type { ChatServer } from './chat-socket.js';

/** Milliseconds that clients have to move to another node. */
const patience = 10_000;

/**
 * Tells this node's sockets to reconnect elsewhere. Where there are other nodes, nobody is let in any more, and those who are here are
 * served until they have moved; a server that is alone closes at once, so that it is back the sooner.
 */
@WebSocketGateway()
export class Farewell implements OnGatewayInit<ChatServer>, OnModuleDestroy {
  private server: ChatServer | undefined;

  constructor(private readonly config: Config) {}

  afterInit(server: ChatServer): void {
    this.server = server;
  }

  async onModuleDestroy(): Promise<void> {
    const isAlone = this.config.redisUrl === undefined;
    if (!isAlone) this.server?.httpServer.close();
    this.server?.local.emit('server:draining', {});
    if (!isAlone) await this.emptied();
  }

  private async emptied(): Promise<void> {
    for (const end = Date.now() + patience; Date.now() < end && this.server?.sockets.sockets.size; ) await sleep(50);
  }
}
