import { setTimeout as sleep } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import { Config } from '../config/config.js';
import type { ChatServer } from './chat-socket.js';

/** Milliseconds that clients have to move to another node by themselves; ours spread it over three seconds. */
const patience = 4000;
/** Milliseconds over which the connections of those who stay are closed. */
const closing = 2000;
/** Milliseconds between two looks. */
const interval = 50;

/**
 * Tells this node's sockets to reconnect elsewhere. Where there are other nodes, nobody is let in any more, and those who are here are
 * served until they have moved. Whoever does not heed it loses his connection, which every client makes good, not all at once with
 * the others. A server that is alone closes at once, so that it is back the sooner.
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
    if (isAlone) return;
    await this.emptied(patience);
    await this.closeRest();
  }

  private async emptied(milliseconds: number): Promise<void> {
    for (const end = Date.now() + milliseconds; Date.now() < end && this.server?.sockets.sockets.size; ) {
      await sleep(interval);
    }
  }

  /** Closes the connection and not the socket: a stock client that is told by its server to go does not come back. */
  private async closeRest(): Promise<void> {
    const sockets = [...(this.server?.sockets.sockets.values() ?? [])];
    const portion = Math.ceil((sockets.length * interval) / closing);
    for (let start = 0; start < sockets.length; start += portion) {
      for (const { conn } of sockets.slice(start, start + portion)) conn.close();
      await sleep(interval);
    }
  }
}
