import type { User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import type { Topics } from '../bus/topics.js';
import { Config } from '../config/config.js';
import { PresenceService } from '../presence/presence.service.js';
import { legacyName } from '../users/legacy-name.js';
import { type ClientKind, messageFrame, onlineListFrame } from './codec/frames.js';
import { joinedNotice, leftNotice } from './codec/notices.js';
import { type LegacyClient, LegacyClients } from './legacy-clients.js';

/** Tells old clients who comes and goes, in the web as among themselves: the online list, and then a notice for each person. */
@Injectable()
export class Announcements {
  /** What was told of people at once and comes again from the presence, a little later. */
  private readonly told = new Map<string, 'joined' | 'left'>();
  /** Clients with a list that waits for its turn; it is made then. */
  private readonly awaiting = new WeakSet<LegacyClient>();
  /** Lists made in this turn of the event loop: encoded once for all who get them together. */
  private readonly made = new Map<ClientKind['path'], Buffer[]>();

  constructor(
    private readonly config: Config,
    private readonly presence: PresenceService,
    private readonly clients: LegacyClients,
    bus: Bus,
  ) {
    bus.subscribe('presence.changed', (change) => this.moved(change));
  }

  /** Somebody has logged in with an old client: every one of them gets the list and the notice, also when he is here already. */
  joined(user: User): void {
    this.told.set(user.id, 'joined');
    this.sendList();
    this.sendNotice(user, joinedNotice);
  }

  /** Somebody has said that he leaves. */
  left(user: User): void {
    this.told.set(user.id, 'left');
    this.sendNotice(user, leftNotice);
  }

  /** The list as it is when its turn has come, and one for each time of asking. */
  sendListTo({ connection, group }: LegacyClient): void {
    connection.send(async () => this.list(group.id, connection.listener.path));
  }

  private moved({ slug, joined, left }: Topics['presence.changed']): void {
    if (slug !== this.config.legacy.room) return;
    const untold = joined.filter((user) => !this.wasTold(user, 'joined'));
    if (untold.length > 0 || left.length > 0) this.sendList();
    for (const user of untold) this.sendNotice(user, joinedNotice);
    for (const user of left) {
      if (!this.wasTold(user, 'left')) this.sendNotice(user, leftNotice);
    }
  }

  private wasTold({ id }: User, movement: 'joined' | 'left'): boolean {
    const told = this.told.get(id);
    this.told.delete(id);
    return told === movement;
  }

  /** A client that is behind gets one list for all that happens meanwhile: a class that comes in would bring it hundreds. */
  private sendList(): void {
    this.made.clear();
    for (const client of this.clients.all()) {
      if (this.awaiting.has(client)) continue;
      const { connection, group } = client;
      this.awaiting.add(client);
      connection.send(async () => {
        this.awaiting.delete(client);
        return this.list(group.id, connection.listener.path);
      });
    }
  }

  private sendNotice(user: User, noticeOf: (name: string) => string): void {
    const name = legacyName(user);
    const frame = messageFrame('group_chat', name, noticeOf(name));
    for (const { connection } of this.clients.all()) connection.send(frame);
  }

  private list(roomId: number, path: ClientKind['path']): Buffer[] {
    const made = this.made.get(path);
    if (made) return made;
    const list = onlineListFrame(this.presence.everybodyOnline(roomId).map(legacyName), path);
    this.made.set(path, list);
    setImmediate(() => this.made.clear());
    return list;
  }
}
