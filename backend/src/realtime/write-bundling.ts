import type { Socket as TcpSocket } from 'node:net';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { ChatServer, ChatSocket } from './chat-socket.js';

type Connection = ChatSocket['conn'];

/**
 * Packets that wait for one client go to the kernel in one write. When a batch is committed, whoever has sent many of its
 * messages gets as many acknowledgements, and each would cost a write of its own.
 */
@WebSocketGateway()
export class WriteBundling implements OnGatewayInit<ChatServer> {
  afterInit({ engine }: ChatServer): void {
    // Engine.IO says "flush" right before it writes what waits, and "drain" right after.
    engine.on('flush', (connection: Connection, packets: readonly unknown[]) => {
      if (packets.length > 1) tcpSocketOf(connection)?.cork();
    });
    engine.on('drain', (connection: Connection) => tcpSocketOf(connection)?.uncork());
  }
}

function tcpSocketOf({ request, transport }: Connection): TcpSocket | undefined {
  return transport.name === 'websocket' ? request.socket : undefined;
}
