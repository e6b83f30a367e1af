import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ConnectedPeople } from '../auth/connected-people.js';
import { Bus } from '../bus/bus.js';
import { MessageReader } from '../messaging/message-reader.js';
import { DirectRooms } from '../rooms/direct-rooms.js';
import { RoomFeed } from './room-feed.js';

/** Milliseconds between two looks while other nodes cannot be heard. */
const interval = 10_000;
/** Milliseconds to wait for more of what makes a look necessary. */
const gathering = 300;
/** Milliseconds for which a line may be dead before that is noticed, and by which the clocks of nodes may differ. */
const margin = 60_000;
/** Conversations looked at in one query. */
const mostPlaces = 500;

/**
 * Sees private messages that nobody told this node of, for people who are here and have not opened the conversation: `LagWatch` looks
 * at rooms with people in them, and knows nothing of these. It looks while Redis is away, when it is back, and when a node has fallen
 * silent, which may have committed something that it could not tell any more. Costs a query for 500 people, and one for 500
 * of their conversations.
 */
@Injectable()
export class ConversationWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('RoomFeed');
  /** Whatever was committed before is told. */
  private wholeUntil = Date.now();
  private isDue = false;
  private ticks: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly connected: ConnectedPeople,
    private readonly directRooms: DirectRooms,
    private readonly reader: MessageReader,
    private readonly feed: RoomFeed,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.subscribe('bus.rejoined', () => this.lookSoon());
    this.bus.subscribe('node.lost', () => this.lookSoon());
    this.ticks = setInterval(() => this.tick(), interval);
  }

  onApplicationShutdown(): void {
    clearInterval(this.ticks);
    clearTimeout(this.soon);
  }

  private tick(): void {
    if (this.isDue || !this.bus.reachesOthers) this.lookSoon();
    // A look that is under way may yet fail.
    else if (!this.soon) this.wholeUntil = Date.now();
  }

  private lookSoon(): void {
    this.isDue = true;
    this.soon ??= setTimeout(() => this.look(), gathering);
  }

  private async look(): Promise<void> {
    this.isDue = false;
    const began = Date.now();
    try {
      const moment = new Date(this.wholeUntil - margin);
      await this.feed.passMissedSince(await this.changedSince(moment), moment);
      this.wholeUntil = began;
    } catch (error) {
      this.isDue = true;
      this.logger.warn(`Private conversations cannot be looked at: ${error instanceof Error ? error.message : error}`);
    }
    this.soon = undefined;
  }

  /** Conversations of people here whose newest message is not older. */
  private async changedSince(moment: Date): Promise<number[]> {
    const rooms = await this.directRooms.of(this.connected.userIds());
    const changed: number[] = [];
    for (let start = 0; start < rooms.length; start += mostPlaces) {
      changed.push(...(await this.reader.changedAmong(rooms.slice(start, start + mostPlaces), moment)));
    }
    return changed;
  }
}
