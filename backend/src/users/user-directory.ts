import type { User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Bus } from '../bus/bus.js';
import { BatchedLookup } from '../database/batched-lookup.js';
import { Rush } from '../database/rush.js';
import { UserModel } from './user.model.js';
import { userView } from './user-view.js';

/** People kept in memory at the most, about 0.5 KB each. */
const capacity = 50_000;

/** People by id, from memory when they have been asked for before: messages are shown without joining users. */
@Injectable()
export class UserDirectory {
  private readonly known = new Map<string, User>();
  private readonly lookup = new BatchedLookup((ids: string[]) => this.load(ids));
  private readonly arrivals = new BatchedLookup((ids: string[]) => this.load(ids), new Rush());
  /** For each load under way who has changed since it began: what it finds may be older. */
  private readonly loads = new Set<Set<string>>();

  constructor(
    @InjectModel(UserModel) private readonly users: typeof UserModel,
    bus: Bus,
  ) {
    bus.subscribe('user.changed', ({ user }) => {
      for (const changed of this.loads) changed.add(user.id);
      this.remember(user);
    });
    // Somebody may have changed unheard.
    bus.subscribe('bus.rejoined', () => this.known.clear());
  }

  async get(id: string): Promise<User | undefined> {
    return this.known.get(id) ?? this.lookup.get(id);
  }

  /** Somebody who comes in, among many others perhaps: it may wait for them. */
  async getOnArrival(id: string): Promise<User | undefined> {
    return this.known.get(id) ?? this.arrivals.get(id);
  }

  async getMany(ids: Iterable<string>): Promise<Map<string, User>> {
    const people = await Promise.all(Array.from(new Set(ids), (id) => this.known.get(id) ?? this.lookup.get(id)));
    return new Map(people.flatMap((user) => (user ? [[user.id, user]] : [])));
  }

  private async load(id: string[]): Promise<Map<string, User>> {
    const changed = new Set<string>();
    this.loads.add(changed);
    try {
      const rows = await this.users.findAll({ where: { id } });
      return new Map(rows.map((row) => [row.id, this.newest(userView(row), changed)]));
    } finally {
      this.loads.delete(changed);
    }
  }

  private newest(found: User, changed: ReadonlySet<string>): User {
    const told = changed.has(found.id) ? this.known.get(found.id) : undefined;
    return told ?? this.remember(found);
  }

  private remember(user: User): User {
    this.known.delete(user.id);
    this.known.set(user.id, user);
    if (this.known.size > capacity) {
      const [oldest] = this.known.keys();
      if (oldest !== undefined) this.known.delete(oldest);
    }
    return user;
  }
}
