import { Injectable } from '@nestjs/common';
import type { Actor } from './actor.js';

/** Who is connected to this node, by whatever transport. Each transport says once where its people are found. */
@Injectable()
export class ConnectedPeople {
  private readonly transports: (() => Iterable<Actor>)[] = [];

  add(actors: () => Iterable<Actor>): void {
    this.transports.push(actors);
  }

  /** One for each connection. */
  actors(): Actor[] {
    return this.transports.flatMap((actors) => [...actors()]);
  }

  userIds(): string[] {
    return [...new Set(this.actors().map(({ user }) => user.id))];
  }
}
