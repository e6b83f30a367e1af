import type { User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Bus } from '../bus/bus.js';
import { UserModel } from './user.model.js';
import { userView } from './user-view.js';

/** People kept in memory at the most, about 0.5 KB each. */
const capacity = 50_000;

/** People by id, from memory when they have been asked for before: messages are shown without joining users. */
@Injectable()
export class UserDirectory {
  private readonly known = new Map<string, User>();

  constructor(
    @InjectModel(UserModel) private readonly users: typeof UserModel,
    bus: Bus,
  ) {
    bus.subscribe('user.changed', ({ user }) => this.remember(user));
  }

  async get(id: string): Promise<User | undefined> {
    return this.known.get(id) ?? (await this.getMany([id])).get(id);
  }

  async getMany(ids: Iterable<string>): Promise<Map<string, User>> {
    const found = new Map<string, User>();
    const missing: string[] = [];
    for (const id of new Set(ids)) {
      const user = this.known.get(id);
      if (user) found.set(id, user);
      else missing.push(id);
    }
    if (missing.length > 0) {
      for (const row of await this.users.findAll({ where: { id: missing } })) {
        const user = userView(row);
        this.remember(user);
        found.set(user.id, user);
      }
    }
    return found;
  }

  private remember(user: User): void {
    this.known.delete(user.id);
    this.known.set(user.id, user);
    if (this.known.size > capacity) {
      const [oldest] = this.known.keys();
      if (oldest !== undefined) this.known.delete(oldest);
    }
  }
}
