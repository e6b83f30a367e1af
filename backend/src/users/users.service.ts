import { limits, type User, type UserRole } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { Op, type Transaction, UniqueConstraintError } from 'sequelize';
import { Bus } from '../bus/bus.js';
import { mayBeId, randomId } from '../database/random-id.js';
import { Transactions } from '../database/transactions.js';
import { ChatError } from '../errors/chat-error.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { AvatarModel } from './avatar.model.js';
import { avatarImage } from './avatar-image.js';
import { defaultAvatar, nobodysAvatar } from './default-avatar.js';
import { legacyName } from './legacy-name.js';
import { UserModel } from './user.model.js';
import { userView } from './user-view.js';
import {
  assertUsernameAllowed,
  displayedUsername,
  isGuestName,
  mayBeUsername,
  reservedName,
  usernameKey,
  usernameSkeleton,
} from './username.js';

export interface NewUser {
  username: string;
  displayName?: string | undefined;
  /** None for people who sign in another way. */
  passwordHash?: string;
  /** Of somebody whom the host site signs in. */
  hostKey?: string;
  role?: UserRole;
  guest?: boolean;
  /** Code points that the name must have at least; as many as any new one by default. */
  shortestName?: number;
  /** A picture as uploaded; a generated one otherwise. */
  avatar?: Buffer | undefined;
}

export interface Credentials {
  user: User;
  passwordHash: string | null;
}

@Injectable()
export class UsersService {
  constructor(
    @InjectModel(UserModel) private readonly users: typeof UserModel,
    @InjectModel(AvatarModel) private readonly avatars: typeof AvatarModel,
    private readonly transactions: Transactions,
    private readonly limiter: RateLimiter,
    private readonly bus: Bus,
  ) {}

  /** Makes an account with its picture. Throws `invalid` or `username_taken`. */
  async create(input: NewUser): Promise<User> {
    await this.assertFree(input);
    const id = randomId(12);
    const image = input.avatar ? await avatarImage(input.avatar) : await defaultAvatar(id);
    const username = displayedUsername(input.username);
    try {
      const row = await this.transactions.run(async (transaction) => {
        await this.avatars.create({ userId: id, image, custom: input.avatar !== undefined }, { transaction });
        return this.users.create(
          {
            id,
            username,
            usernameKey: usernameKey(username),
            usernameSkeleton: usernameSkeleton(username),
            legacyName: legacyName({ id, username }),
            displayName: input.displayName ?? username,
            passwordHash: input.passwordHash ?? null,
            hostKey: input.hostKey ?? null,
            role: input.role ?? 'member',
            guest: input.guest ?? false,
            avatarRev: 0,
          },
          { transaction },
        );
      });
      return userView(row);
    } catch (error) {
      if (error instanceof UniqueConstraintError) throw taken();
      throw error;
    }
  }

  /** Throws `invalid` for a name nobody may have, or only guests, and `username_taken` for one that somebody has, or almost. */
  async assertFree({
    username,
    shortestName,
    guest = false,
  }: Pick<NewUser, 'username' | 'shortestName' | 'guest'>): Promise<void> {
    assertUsernameAllowed(username, shortestName);
    if (!guest && isGuestName(username)) throw reservedName();
    if (await this.users.count({ where: { usernameKey: usernameKey(username) } })) throw taken();
    if (await this.users.count({ where: { usernameSkeleton: usernameSkeleton(username) } })) {
      throw new ChatError('username_taken', {
        message: 'This name looks almost the same as one that is taken.',
        fields: { username: 'lookalike' },
      });
    }
  }

  async findByUsername(username: string): Promise<User | undefined> {
    return (await this.credentialsOf(username))?.user;
  }

  /** For signing in. */
  async credentialsOf(username: string): Promise<Credentials | undefined> {
    const row =
      mayBeUsername(username) && (await this.users.findOne({ where: { usernameKey: usernameKey(username) } }));
    return row ? { user: userView(row), passwordHash: row.passwordHash } : undefined;
  }

  async credentialsOfId(id: string): Promise<Credentials | undefined> {
    const row = await this.users.findByPk(id);
    return row ? { user: userView(row), passwordHash: row.passwordHash } : undefined;
  }

  /** Whom the host site knows by this key. */
  async findByHostKey(hostKey: string): Promise<User | undefined> {
    const row = await this.users.findOne({ where: { hostKey } });
    return row ? userView(row) : undefined;
  }

  /** Until the transaction ends no other one, of any server, decides for this person. */
  async lock(id: string, transaction: Transaction): Promise<void> {
    await this.users.findByPk(id, { attributes: ['id'], transaction, lock: transaction.LOCK.UPDATE });
  }

  async update(id: string, changes: { displayName?: string; passwordHash?: string; role?: UserRole }): Promise<User> {
    await this.users.update(changes, { where: { id } });
    return this.announce(id);
  }

  /** Throws `unsupported_type`, `too_large`, `rate_limited`, `unavailable`. */
  async setAvatar(id: string, upload: Buffer): Promise<User> {
    await this.limiter.consume('account', id);
    if (upload.length > limits.avatarUploadBytes) throw new ChatError('too_large', { fields: { file: 'too_big' } });
    return this.storeAvatar(id, await avatarImage(upload), true);
  }

  /** Throws `rate_limited`. */
  async removeAvatar(id: string): Promise<User> {
    await this.limiter.consume('account', id);
    return this.storeAvatar(id, await defaultAvatar(id), false);
  }

  /** Always answers: somebody who is not there looks like anybody without a picture. */
  async avatarOf(id: string): Promise<{ image: Buffer; version?: number }> {
    // First the version, then the picture, which is that one or a later one: no old picture is ever taken for a new one.
    const user = mayBeId(id) && (await this.users.findByPk(id, { attributes: ['avatarRev'] }));
    const avatar = user && (await this.avatars.findByPk(id));
    return avatar ? { image: avatar.image, version: user.avatarRev } : { image: await nobodysAvatar() };
  }

  /** Ids of guests made before a moment, in order, from the one after `after` on. */
  async guestsMadeBefore(moment: Date, after: string, limit: number): Promise<string[]> {
    const rows = await this.users.findAll({
      attributes: ['id'],
      where: { guest: true, createdAt: { [Op.lt]: moment }, id: { [Op.gt]: after } },
      order: ['id'],
      limit,
    });
    return rows.map(({ id }) => id);
  }

  /** Takes accounts away. Nothing that others see may be theirs. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await this.avatars.destroy({ where: { userId: [...ids] }, transaction });
      await this.users.destroy({ where: { id: [...ids] }, transaction });
    });
  }

  private async storeAvatar(id: string, image: Buffer, custom: boolean): Promise<User> {
    await this.transactions.run(async (transaction) => {
      await this.avatars.upsert({ userId: id, image, custom }, { transaction });
      await this.users.increment('avatarRev', { where: { id }, transaction });
    });
    return this.announce(id);
  }

  private async announce(id: string): Promise<User> {
    const user = userView(await this.users.findByPk(id, { rejectOnEmpty: true }));
    this.bus.publish('user.changed', { user });
    return user;
  }
}

function taken(): ChatError {
  return new ChatError('username_taken', { fields: { username: 'taken' } });
}
