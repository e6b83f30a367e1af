import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import { Metrics } from '../health/metrics.js';
import type { ChatServer } from './chat-socket.js';

/** What operators see of the sockets. */
@WebSocketGateway()
export class SocketFigures implements OnGatewayInit<ChatServer> {
  constructor(private readonly metrics: Metrics) {}

  afterInit(server: ChatServer): void {
    this.metrics.gauge('sockets', 'Connected Socket.IO clients', () => server.sockets.sockets.size);
  }
}
