import type { User } from '@chat-room/protocol';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Bus } from '../../bus/bus.js';
import type { Config } from '../../config/config.js';
import type { RoomRecord } from '../../rooms/room-record.js';
import type { Attendance } from '../attendance.js';
import { PresenceService } from '../presence.service.js';
import { OwnPeople } from './own-people.js';
import { Peers } from './peers.js';

/** Milliseconds between two signs of life. */
const beatInterval = 1500;
/** Who came and went within this many milliseconds is told of together. */
const gathering = 20;
/** The same for those who want the list of this node. */
const listDelay = 50;
/** People in one part of a list, about 0.3 KB each. */
const partSize = 200;

/**
 * Who is in which room, over all nodes. Each node knows its own people and tells the others of every move; each keeps the whole
 * picture, in which a node counts as one more connection of those who come by way of it. So people who change nodes stay, and a
 * node tells its own sockets of whoever comes and goes anywhere, once. Nothing is stored outside of the nodes: whatever is lost on
 * the way shows in the next beat, and the whole list is asked for.
 */
export class SharedPresence extends PresenceService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly own = new OwnPeople(() => this.tellSoon());
  private readonly peers: Peers;
  private version = 0;
  private beats: NodeJS.Timeout | undefined;
  private telling: NodeJS.Timeout | undefined;
  private listing: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(config: Config, bus: Bus) {
    super(config, bus);
    this.peers = new Peers(bus, ({ roomId, slug, user }) => super.arrive({ id: roomId, slug }, user));
    bus.subscribe('user.changed', ({ user }) => this.own.update(user));
    bus.subscribe('bus.rejoined', () => this.beat());
    bus.subscribe('presence.wanted', ({ node }) => {
      if (node === bus.node) this.listing ??= setTimeout(() => this.list(), listDelay);
    });
  }

  override arrive(room: Pick<RoomRecord, 'id' | 'slug'>, user: User): Attendance {
    const [everywhere, here] = [super.arrive(room, user), this.own.arrive(room, user)];
    return {
      leave() {
        everywhere.leave();
        here.leave();
      },
      leaveAtOnce() {
        everywhere.leaveAtOnce();
        here.leaveAtOnce();
      },
    };
  }

  override roomsHere(): number[] {
    return this.own.roomIds();
  }

  onApplicationBootstrap(): void {
    this.beat();
    this.beats = setInterval(() => {
      this.peers.look();
      this.beat();
    }, beatInterval);
  }

  /** The others give this node's people the grace period, within which they come back by way of another. */
  beforeApplicationShutdown(): void {
    this.isOver = true;
    for (const timer of [this.beats, this.telling, this.listing]) clearTimeout(timer);
    this.bus.publish('presence.ended', { node: this.bus.node });
  }

  private beat(): void {
    if (!this.isOver) this.bus.publish('presence.beat', { node: this.bus.node, version: this.version });
  }

  private tellSoon(): void {
    this.telling ??= setTimeout(() => this.tell(), gathering);
  }

  private tell(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    const moves = this.own.takeMoves();
    if (moves.length === 0 || this.isOver) return;
    this.bus.publish('presence.moved', { node: this.bus.node, version: ++this.version, moves });
  }

  private list(): void {
    this.listing = undefined;
    this.tell();
    const stays = this.own.stays();
    const parts = Math.max(1, Math.ceil(stays.length / partSize));
    for (let part = 1; part <= parts; part++) {
      const [start, end] = [(part - 1) * partSize, part * partSize];
      this.bus.publish('presence.listed', {
        node: this.bus.node,
        version: this.version,
        part,
        parts,
        stays: stays.slice(start, end),
      });
    }
  }
}
