import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { PresenceService } from '../presence/presence.service.js';
import { RoomFeed } from './room-feed.js';

/** Milliseconds between two looks; the second while other nodes cannot be heard, and the database is the only way to learn of them. */
const interval = { whole: 5000, alone: 1000 };

/**
 * Sees what nobody told of: a node may have died between a commit and its news, the database may have committed and not said so, Redis
 * may be away. Costs one query in a look, for up to 1,000 rooms with people in them.
 */
@Injectable()
export class LagWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('RoomFeed');
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    private readonly bus: Bus,
    private readonly feed: RoomFeed,
    private readonly presence: PresenceService,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.subscribe('bus.rejoined', () => this.look(this.feed.roomIds()));
    this.lookAgain();
  }

  onApplicationShutdown(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private lookAgain(): void {
    if (this.isOver) return;
    const pause = this.bus.reachesOthers ? interval.whole : interval.alone;
    this.timer = setTimeout(() => this.look(this.presence.roomsHere()).then(() => this.lookAgain()), pause);
  }

  private async look(roomIds: Iterable<number>): Promise<void> {
    try {
      await this.feed.passMissed(roomIds);
    } catch (error) {
      this.logger.warn(`Rooms cannot be looked at: ${error instanceof Error ? error.message : error}`);
    }
  }
}
