import { login } from '@chat-room/protocol';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Actor } from '../auth/actor.js';
import { AuthService } from '../auth/auth.service.js';
import { SessionWatch } from '../auth/session-watch.js';
import { Bus } from '../bus/bus.js';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';
import { parse } from '../errors/parse.js';
import { PresenceService } from '../presence/presence.service.js';
import type { RoomRecord } from '../rooms/room-record.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { Announcements } from './announcements.js';
import { logInAnswer } from './codec/frames.js';
import { type LegacyClient, LegacyClients, tellPrivately } from './legacy-clients.js';
import { LogInLine } from './log-in-line.js';
import type { Connection } from './transport/connection.js';
import { wording } from './wording.js';

/** Somebody whose log-in is right. */
interface Visitor {
  readonly actor: Actor;
  readonly group: RoomRecord;
}

/** How old clients come and go. */
@Injectable()
export class Entrance implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly config: Config,
    private readonly auth: AuthService,
    private readonly sessions: SessionWatch,
    private readonly line: LogInLine,
    private readonly rooms: RoomsService,
    private readonly presence: PresenceService,
    private readonly clients: LegacyClients,
    private readonly announcements: Announcements,
    private readonly bus: Bus,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { listeners, room } = this.config.legacy;
    if (listeners.length === 0) return;
    await this.rooms.ensure(room);
    this.bus.subscribe('session.ended', ({ userId, sessionIds }) => this.dismiss(userId, sessionIds));
  }

  /** The transport closes the connections after this. */
  onModuleDestroy(): void {
    for (const client of this.clients.all()) tellPrivately(client, wording.serverStops);
  }

  /** Checks a name and a password, and opens the group to their owner. Throws what the services do. */
  async check(connection: Connection, username: string, password: string): Promise<Visitor> {
    const input = parse(login, { username, password });
    const actor = await this.line.run(async () => {
      // Who has given up in the line neither costs a hash nor is said to come and go.
      if (connection.isGone) throw new ChatError('unavailable');
      return this.auth.signIn(input, { address: connection.address });
    });
    try {
      const { room } = await this.rooms.enter(actor.user, this.config.legacy.room);
      return { actor, group: room };
    } catch (error) {
      await this.auth.logout(actor);
      throw error;
    }
  }

  /** Answers the log-in, and tells everybody. The answer goes before any frame: the client reads one byte, whatever it is. */
  admit(connection: Connection, { actor, group }: Visitor): void {
    connection.send(logInAnswer.accepted);
    connection.admit(actor.user.username);
    const attendance = this.presence.arrive(group, actor.user);
    this.clients.add({ connection, actor, attendance, group });
    this.announcements.joined(actor.user);
    this.sessions.look([actor]);
  }

  /** The person says that he goes: everybody hears it, he himself too. He can log in again on the same connection. */
  async leave(client: LegacyClient): Promise<void> {
    this.announcements.left(client.actor.user);
    client.attendance.leaveAtOnce();
    client.connection.dismiss();
    await this.forget(client);
  }

  /** The connection is gone, for a moment perhaps. */
  async lose(client: LegacyClient): Promise<void> {
    client.attendance.leave();
    await this.forget(client);
  }

  private async forget(client: LegacyClient): Promise<void> {
    this.clients.remove(client);
    await this.auth.logout(client.actor);
  }

  private dismiss(userId: string, sessionIds: readonly string[]): void {
    for (const client of this.clients.ofUsers([userId])) {
      if (!sessionIds.includes(client.actor.sessionId)) continue;
      tellPrivately(client, wording.sessionEnded);
      void client.connection.end('its session has ended');
    }
  }
}
