import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SessionsService } from './sessions.service.js';

/** Milliseconds between two sweeps. */
const interval = 3_600_000;

/** Forgets sessions that have expired, at the start and every hour. Safe on several servers at once. */
@Injectable()
export class SessionSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Auth');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly sessions: SessionsService) {}

  onApplicationBootstrap(): void {
    this.sweep();
    this.timer = setInterval(() => this.sweep(), interval).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private sweep(): void {
    this.sessions.forgetExpired().catch((error: unknown) => this.logger.warn(`Sessions cannot be swept: ${error}`));
  }
}
