import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SessionsService } from '../auth/sessions.service.js';
import { MessageReader } from '../messaging/message-reader.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { UsersService } from '../users/users.service.js';

/** Milliseconds between two sweeps. */
const interval = 3_600_000;

/** Milliseconds for which a guest may stay away before he counts as gone. */
const patience = 7 * 24 * 3_600_000;

const batch = 500;

/**
 * Forgets guests who are gone and have written nothing: every visit to a page may make one. A reaction of theirs stays, and has
 * no name any more. At the start and every hour; safe on several servers at once.
 */
@Injectable()
export class GuestSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Guests');
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly rooms: RoomsService,
    private readonly messages: MessageReader,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
    this.timer = setInterval(() => this.start(), interval).unref();
  }

  onApplicationShutdown(): void {
    this.isStopped = true;
    clearInterval(this.timer);
  }

  private start(): void {
    this.sweep(new Date(Date.now() - patience)).catch((error: unknown) =>
      this.logger.warn(`Guests cannot be swept: ${error}`),
    );
  }

  private async sweep(before: Date): Promise<void> {
    let after: string | undefined = '';
    while (after !== undefined && !this.isStopped) {
      const ids: string[] = await this.users.guestsMadeBefore(before, after, batch);
      await this.forget(await this.gone(ids, before));
      after = ids.length === batch ? ids.at(-1) : undefined;
    }
  }

  /** Those who have not been here since, have written nothing, and share no private conversation. */
  private async gone(ids: readonly string[], since: Date): Promise<string[]> {
    const kept = await Promise.all([
      this.sessions.usedSince(ids, since),
      this.messages.sendersAmong(ids),
      this.rooms.inPrivateAmong(ids),
    ]);
    return ids.filter((id) => !kept.some((people) => people.has(id)));
  }

  /** The session first: nobody is half there. */
  private async forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.sessions.forget(ids);
    await this.rooms.forgetMembers(ids);
    await this.users.remove(ids);
    this.logger.debug(`Forgot ${ids.length} guests.`);
  }
}
