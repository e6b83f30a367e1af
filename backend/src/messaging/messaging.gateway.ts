import { type Ack, deleteMessage, editMessage, type Message, reactToMessage, sendMessage } from '@chat-room/protocol';
import { UseFilters } from '@nestjs/common';
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { parse } from '../errors/parse.js';
import { actorOf, type ChatSocket } from '../realtime/chat-socket.js';
import { SocketErrorFilter } from '../realtime/socket-error.filter.js';
import { MessagingService } from './messaging.service.js';

@WebSocketGateway()
@UseFilters(SocketErrorFilter)
export class MessagingGateway {
  constructor(private readonly messaging: MessagingService) {}

  @SubscribeMessage('message:send')
  async send(@ConnectedSocket() socket: ChatSocket, @MessageBody() body: unknown): Promise<Ack<{ message: Message }>> {
    return { ok: true, message: await this.messaging.send(actorOf(socket), parse(sendMessage, body)) };
  }

  @SubscribeMessage('message:edit')
  async edit(@ConnectedSocket() socket: ChatSocket, @MessageBody() body: unknown): Promise<Ack<{ message: Message }>> {
    return { ok: true, message: await this.messaging.edit(actorOf(socket), parse(editMessage, body)) };
  }

  @SubscribeMessage('message:delete')
  async delete(
    @ConnectedSocket() socket: ChatSocket,
    @MessageBody() body: unknown,
  ): Promise<Ack<{ message: Message }>> {
    return { ok: true, message: await this.messaging.delete(actorOf(socket), parse(deleteMessage, body)) };
  }

  @SubscribeMessage('message:react')
  async react(@ConnectedSocket() socket: ChatSocket, @MessageBody() body: unknown): Promise<Ack<{ message: Message }>> {
    return { ok: true, message: await this.messaging.react(actorOf(socket), parse(reactToMessage, body)) };
  }
}
