import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import type { Actor } from './actor.js';
import { AuthService } from './auth.service.js';
import { ConnectedPeople } from './connected-people.js';

/** Milliseconds between two looks; the second while other nodes cannot be heard, and say nothing of the sessions they end. */
const interval = { whole: 15_000, alone: 3000 };

/**
 * Ends the connections of sessions that are over though nobody said so here: they have expired, ended on another node while Redis
 * was away, or ended just while a connection came in. Costs one query in a look, for up to 1,000 sessions.
 */
@Injectable()
export class SessionWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Sessions');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly auth: AuthService,
    private readonly bus: Bus,
    private readonly connected: ConnectedPeople,
  ) {}

  onApplicationBootstrap(): void {
    this.lookAgain();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  /** Looks now: for whoever has just come in, and whose session may have ended before `session.ended` could reach him. */
  look(actors: Iterable<Actor>): void {
    this.endEnded(actors).catch((error: unknown) => this.logger.warn(`Sessions cannot be looked up: ${error}`));
  }

  private lookAgain(): void {
    const pause = this.bus.reachesOthers ? interval.whole : interval.alone;
    this.timer = setTimeout(() => {
      this.look(this.connected.actors());
      this.lookAgain();
    }, pause).unref();
  }

  private async endEnded(actors: Iterable<Actor>): Promise<void> {
    const users = new Map(Array.from(actors, ({ sessionId, user }) => [sessionId, user.id]));
    for (const sessionId of await this.auth.endedAmong([...users.keys()])) {
      this.bus.publish('session.ended', {
        userId: users.get(sessionId) ?? '',
        sessionIds: [sessionId],
        code: 'expired',
      });
    }
  }
}
