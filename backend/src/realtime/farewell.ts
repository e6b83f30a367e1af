import type { OnModuleDestroy } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { ChatServer } from './chat-socket.js';

/** Tells this node's sockets to reconnect elsewhere, before they are closed. */
@WebSocketGateway()
export class Farewell implements OnGatewayInit<ChatServer>, OnModuleDestroy {
  private server: ChatServer | undefined;

  afterInit(server: ChatServer): void {
    this.server = server;
  }

  onModuleDestroy(): void {
    this.server?.local.emit('server:draining', {});
  }
}
