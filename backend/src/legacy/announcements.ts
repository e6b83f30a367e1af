import type { User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import type { Topics } from '../bus/topics.js';
import { Config } from '../config/config.js';
import { PresenceService } from '../presence/presence.service.js';
import type { RoomRecord } from '../rooms/room-record.js';
import { legacyName } from '../users/legacy-name.js';
import { type ClientKind, messageFrame, onlineListFrame } from './codec/frames.js';
import { joinedNotice, leftNotice } from './codec/notices.js';
import { type LegacyClient, LegacyClients } from './legacy-clients.js';

/** Tells old clients who comes and goes, in the web as among themselves: the online list, and then a notice for each person. */
@Injectable()
export class Announcements {
  /** What was told of people at once and comes again from the presence, a little later. */
  private readonly told = new Map<string, 'joined' | 'left'>();

  constructor(
    private readonly config: Config,
    private readonly presence: PresenceService,
    private readonly clients: LegacyClients,
    bus: Bus,
  ) {
    bus.subscribe('presence.changed', (change) => this.moved(change));
  }

  /** Somebody has logged in with an old client: every one of them gets the list and the notice, also when he is here already. */
  joined(group: RoomRecord, user: User): void {
    this.told.set(user.id, 'joined');
    this.sendList(group.id);
    this.sendNotice(user, joinedNotice);
  }

  /** Somebody has said that he leaves. */
  left(user: User): void {
    this.told.set(user.id, 'left');
    this.sendNotice(user, leftNotice);
  }

  sendListTo({ connection, group }: LegacyClient): void {
    connection.send(...onlineListFrame(this.names(group.id), connection.listener.path));
  }

  private moved({ roomId, slug, joined, left }: Topics['presence.changed']): void {
    if (slug !== this.config.legacy.room) return;
    this.sendList(roomId);
    for (const user of joined) {
      if (!this.wasTold(user, 'joined')) this.sendNotice(user, joinedNotice);
    }
    for (const user of left) {
      if (!this.wasTold(user, 'left')) this.sendNotice(user, leftNotice);
    }
  }

  private wasTold({ id }: User, movement: 'joined' | 'left'): boolean {
    const told = this.told.get(id);
    this.told.delete(id);
    return told === movement;
  }

  private sendList(roomId: number): void {
    const names = this.names(roomId);
    const frames = new Map<ClientKind['path'], Buffer[]>();
    for (const { connection } of this.clients.all()) {
      const { path } = connection.listener;
      const list = frames.get(path) ?? onlineListFrame(names, path);
      frames.set(path, list);
      connection.send(...list);
    }
  }

  private sendNotice(user: User, noticeOf: (name: string) => string): void {
    const name = legacyName(user);
    const frame = messageFrame('group_chat', name, noticeOf(name));
    for (const { connection } of this.clients.all()) connection.send(frame);
  }

  private names(roomId: number): string[] {
    return this.presence.everybodyOnline(roomId).map(legacyName);
  }
}
