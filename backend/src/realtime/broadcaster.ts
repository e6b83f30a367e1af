import type { MessagesEvent } from '@chat-room/protocol';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import { Bus } from '../bus/bus.js';
import type { RoomChange, Topics } from '../bus/topics.js';
import { RoomFeed } from '../feed/room-feed.js';
import { reactorIds, seenBy } from '../messaging/reactors.js';
import { mostlyCounted } from '../presence/mostly-counted.js';
import { PresenceService } from '../presence/presence.service.js';
import { type ChatServer, type ChatSocket, group } from './chat-socket.js';

/** In rooms with more people than this nobody is told who types and what each one has read: it would be all anybody hears. */
const mostFollowed = 50;

/** Tells this node's sockets what happens. Each event is encoded once for all who hear it. */
@WebSocketGateway()
export class Broadcaster implements OnGatewayInit<ChatServer> {
  private server!: ChatServer;

  constructor(
    private readonly feed: RoomFeed,
    private readonly bus: Bus,
    private readonly presence: PresenceService,
  ) {}

  afterInit(server: ChatServer): void {
    this.server = server;
    this.feed.subscribe((change) => this.messages(change));
    this.bus.subscribe('presence.changed', ({ roomId, slug, ...moved }) => {
      this.server.in(group.room(roomId)).emit('presence', { room: slug, ...mostlyCounted(moved) });
    });
    this.bus.subscribe('room.typing', (typing) => this.typing(typing));
    this.bus.subscribe('room.read', (read) => this.read(read));
    this.bus.subscribe('history.cleared', ({ slug, userId, seq }) => {
      this.server.in(group.user(userId)).emit('cleared', { room: slug, seq });
    });
    this.bus.subscribe('user.changed', (change) => this.user(change));
    this.bus.subscribe('session.ended', (ended) => this.sessionEnded(ended));
  }

  /** The two of a private conversation hear of it joined or not. Whoever reacted gets a copy in which his reactions are his. */
  private messages(change: RoomChange): void {
    const { roomId, slug: room, prev, rev, messages, memberIds = [] } = change;
    const event: MessagesEvent = { room, messages, prev, rev };
    const audience = [group.room(roomId), ...memberIds.map(group.user)];
    const reactors = [...reactorIds(change.reactors)].filter((id) => this.socketsOf(id).length > 0);
    this.server.in(audience).except(reactors.map(group.user)).emit('messages', event);
    for (const userId of reactors) {
      const own = { ...event, messages: seenBy(userId, change) };
      for (const socket of this.socketsOf(userId)) {
        if (memberIds.includes(userId) || socket.rooms.has(group.room(roomId))) socket.emit('messages', own);
      }
    }
  }

  private typing({ roomId, slug: room, user, on }: Topics['room.typing']): void {
    if (this.presence.countOnline(roomId) > mostFollowed) return;
    this.server.in(group.room(roomId)).except(group.user(user.id)).volatile.emit('typing', { room, user, on });
  }

  private read({ roomId, slug: room, userId, seq }: Topics['room.read']): void {
    const audience = [group.user(userId)];
    if (this.presence.countOnline(roomId) <= mostFollowed) audience.push(group.room(roomId));
    this.server.in(audience).emit('read', { room, userId, seq });
  }

  private user({ user }: Topics['user.changed']): void {
    for (const socket of this.socketsOf(user.id)) socket.data.actor = { ...socket.data.actor, user };
    const rooms = this.presence.roomsOf(user.id).map(group.room);
    this.server.in([group.user(user.id), ...rooms]).emit('user', { user });
  }

  private sessionEnded({ sessionIds, code }: Topics['session.ended']): void {
    const sockets = this.server.in(sessionIds.map(group.session));
    sockets.emit('session:ended', { code });
    sockets.disconnectSockets(true);
  }

  /** The person's sockets on this node. */
  private socketsOf(userId: string): ChatSocket[] {
    const { adapter, sockets } = this.server.sockets;
    return [...(adapter.rooms.get(group.user(userId)) ?? [])].flatMap((id) => sockets.get(id) ?? []);
  }
}
