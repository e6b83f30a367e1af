import {
  type Ack,
  type JoinedRoom,
  joinRoom,
  leaveRoom,
  limits,
  openDirect,
  type Room,
  readRoom,
  typingIn,
} from '@chat-room/protocol';
import { UseFilters } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { Bus } from '../bus/bus.js';
import { ChatError } from '../errors/chat-error.js';
import { parse } from '../errors/parse.js';
import { CatchUp } from '../feed/catch-up.js';
import { seenBy } from '../messaging/reactors.js';
import { PresenceService } from '../presence/presence.service.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { Memberships } from '../rooms/memberships.js';
import { ReadMarks } from '../rooms/read-marks.js';
import type { RoomRecord } from '../rooms/room-record.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { Sequences } from '../turns/sequences.js';
import { actorOf, assertJoined, type ChatServer, type ChatSocket, group } from './chat-socket.js';
import { Handshake } from './handshake.js';
import { SocketErrorFilter } from './socket-error.filter.js';

/** Comings and goings of one socket in one room that may wait for one another: more than the rate limits let through. */
const mostWaiting = 250;

/** Joining rooms and being in them. */
@WebSocketGateway()
@UseFilters(SocketErrorFilter)
export class RoomsGateway implements OnGatewayInit<ChatServer>, OnGatewayDisconnect<ChatSocket> {
  /** What a socket says last holds: a leave never overtakes the join before it. */
  private readonly visits = new Sequences(mostWaiting);

  constructor(
    private readonly handshake: Handshake,
    private readonly rooms: RoomsService,
    private readonly memberships: Memberships,
    private readonly catchUp: CatchUp,
    private readonly presence: PresenceService,
    private readonly readMarks: ReadMarks,
    private readonly limiter: RateLimiter,
    private readonly bus: Bus,
  ) {}

  afterInit(server: ChatServer): void {
    this.handshake.guard(server);
  }

  handleDisconnect(socket: ChatSocket): void {
    for (const attendance of socket.data.attendances.values()) attendance.leave();
    socket.data.attendances.clear();
  }

  @SubscribeMessage('room:join')
  join(@ConnectedSocket() socket: ChatSocket, @MessageBody() body: unknown): Promise<Ack<JoinedRoom>> {
    const { room, since } = parse(joinRoom, body);
    return this.visits.run(`${socket.id}/${room}`, () => this.comeIn(socket, room, since));
  }

  @SubscribeMessage('room:leave')
  leave(@ConnectedSocket() socket: ChatSocket, @MessageBody() body: unknown): Promise<Ack> {
    const { room } = parse(leaveRoom, body);
    return this.visits.run(`${socket.id}/${room}`, () => this.goOut(socket, room));
  }

  @SubscribeMessage('room:read')
  async read(@ConnectedSocket() socket: ChatSocket, @MessageBody() body: unknown): Promise<Ack> {
    const { room: slug, seq } = parse(readRoom, body);
    const { user } = actorOf(socket);
    const room = await this.rooms.readable(user, slug);
    assertJoined(socket, room.id);
    await this.readMarks.mark(user, room, seq);
    return { ok: true };
  }

  @SubscribeMessage('typing')
  async typing(@ConnectedSocket() socket: ChatSocket, @MessageBody() body: unknown): Promise<Ack> {
    const { room: slug, on } = parse(typingIn, body);
    const { user } = actorOf(socket);
    await this.limiter.consume('typing', user.id);
    const room = await this.rooms.writable(user, slug);
    assertJoined(socket, room.id);
    this.bus.publish('room.typing', { roomId: room.id, slug, user, on });
    return { ok: true };
  }

  @SubscribeMessage('dm:open')
  async openDirect(@ConnectedSocket() socket: ChatSocket, @MessageBody() body: unknown): Promise<Ack<{ room: Room }>> {
    const { user } = actorOf(socket);
    const room = await this.rooms.openDirect(user, parse(openDirect, body).username);
    return { ok: true, room: await this.rooms.viewFor(user, room) };
  }

  private async comeIn(socket: ChatSocket, slug: string, since: number | undefined): Promise<Ack<JoinedRoom>> {
    const { user } = actorOf(socket);
    const { room, membership } = await this.rooms.enter(user, slug);
    const { role, readSeq, clearedSeq } = membership;
    // Before anything is read, so that nothing falls between what is read and what comes live.
    await this.attend(socket, room);
    const { seq, rev, more, ...shared } =
      since === undefined
        ? await this.catchUp.newest(room.id, clearedSeq)
        : await this.catchUp.changes(room.id, since, clearedSeq);
    const online = this.presence.online(room.id);
    return {
      ok: true,
      room: await this.rooms.viewFor(user, room),
      me: { role, readSeq, clearedSeq },
      ...(room.memberIds && { reads: await this.memberships.readSeqs(room.id, room.memberIds) }),
      online: online.users,
      onlineCount: online.count,
      messages: seenBy(user.id, shared),
      seq,
      rev,
      more,
    };
  }

  private async goOut(socket: ChatSocket, slug: string): Promise<Ack> {
    const { user } = actorOf(socket);
    await this.limiter.consume('leave', user.id);
    const room = await this.rooms.readable(user, slug);
    await socket.leave(group.room(room.id));
    socket.data.attendances.get(room.id)?.leaveAtOnce();
    socket.data.attendances.delete(room.id);
    return { ok: true };
  }

  private async attend(socket: ChatSocket, room: RoomRecord): Promise<void> {
    // Whoever is gone meanwhile must not stay behind as a ghost.
    if (!socket.connected) return;
    const { attendances, actor } = socket.data;
    if (!attendances.has(room.id) && attendances.size >= limits.roomsPerSocket) {
      throw new ChatError('conflict', { message: 'This connection is in enough rooms; leave some first.' });
    }
    await socket.join(group.room(room.id));
    if (!attendances.has(room.id)) attendances.set(room.id, this.presence.arrive(room, actor.user));
  }
}
