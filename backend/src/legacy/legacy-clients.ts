import type { User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor.js';
import { ConnectedPeople } from '../auth/connected-people.js';
import { Bus } from '../bus/bus.js';
import { Metrics } from '../health/metrics.js';
import type { Attendance } from '../presence/attendance.js';
import type { RoomRecord } from '../rooms/room-record.js';
import { legacyName } from '../users/legacy-name.js';
import { textFrames } from './codec/content.js';
import type { Connection } from './transport/connection.js';

/** An old client whose user is logged in. */
export interface LegacyClient {
  readonly connection: Connection;
  readonly attendance: Attendance;
  /** The group, as the room that it is here. */
  readonly group: RoomRecord;
  actor: Actor;
  /** Whom it talked to last in private: the next message goes there as a rule. */
  peer?: { readonly name: string; readonly room: RoomRecord };
}

/** The old clients on this node whose users are logged in. */
@Injectable()
export class LegacyClients {
  private readonly byConnection = new Map<Connection, LegacyClient>();
  private readonly byUser = new Map<string, Set<LegacyClient>>();

  constructor(bus: Bus, metrics: Metrics, connected: ConnectedPeople) {
    connected.add(() => Array.from(this.all(), ({ actor }) => actor));
    metrics.gauge('legacy_clients', 'Old clients whose users are logged in', () => this.byConnection.size);
    bus.subscribe('user.changed', ({ user }) => this.update(user));
  }

  add(client: LegacyClient): void {
    const { id } = client.actor.user;
    this.byConnection.set(client.connection, client);
    this.byUser.set(id, (this.byUser.get(id) ?? new Set()).add(client));
  }

  remove(client: LegacyClient): void {
    const { id } = client.actor.user;
    this.byConnection.delete(client.connection);
    const others = this.byUser.get(id);
    others?.delete(client);
    if (others?.size === 0) this.byUser.delete(id);
  }

  /** Whose connection it is; nobody's before the log-in. */
  of(connection: Connection): LegacyClient | undefined {
    return this.byConnection.get(connection);
  }

  all(): IterableIterator<LegacyClient> {
    return this.byConnection.values();
  }

  ofUsers(userIds: readonly string[]): LegacyClient[] {
    return userIds.flatMap((id) => [...(this.byUser.get(id) ?? [])]);
  }

  private update(user: User): void {
    for (const client of this.ofUsers([user.id])) client.actor = { ...client.actor, user };
  }
}

/** Tells one client something that is for nobody else. It comes from its own user: for any other name it may look for a picture in vain (LEGACY quirk 9). */
export function tellPrivately({ connection, actor }: LegacyClient, text: string): void {
  connection.send(...textFrames('private_chat', legacyName(actor.user), text, connection.listener));
}
