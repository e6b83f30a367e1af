import { directRoomPrefix, type Room, type User } from '@chat-room/protocol';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { ChatError } from '../errors/chat-error.js';
import { RateLimiter } from '../rate-limits/rate-limiter.js';
import { UserDirectory } from '../users/user-directory.js';
import { UsersService } from '../users/users.service.js';
import { type Membership, Memberships } from './memberships.js';
import { may, mayWrite, type RoomAction, roleIn } from './permissions.js';
import { RoomDirectory } from './room-directory.js';
import { directSlug, type RoomRecord } from './room-record.js';

/** Rooms, and who may do what in them. Whoever may not read a room is told that there is none. */
@Injectable()
export class RoomsService {
  constructor(
    private readonly config: Config,
    private readonly directory: RoomDirectory,
    private readonly memberships: Memberships,
    private readonly users: UsersService,
    private readonly people: UserDirectory,
    private readonly limiter: RateLimiter,
  ) {}

  /** Joins a room; a public one that is not there is made, where that is allowed. Throws `not_found`, `rate_limited`. */
  async enter(user: User, slug: string): Promise<{ room: RoomRecord; membership: Membership }> {
    await this.limiter.consume('join', user.id);
    const room = (await this.directory.bySlug(slug)) ?? (await this.create(user, slug));
    if (!may(user.id, 'member', 'read', room)) throw noRoom();
    const membership = await this.memberships.ensure(room.id, user.id);
    return { room, membership: { ...membership, role: roleIn(room, user, membership) } };
  }

  /** The public room that a setting names, made when it is not there. */
  async ensure(slug: string): Promise<RoomRecord> {
    return (await this.directory.bySlug(slug)) ?? this.directory.create(slug, 'public', slug);
  }

  /** The room, if the person may read it. Throws `not_found`. */
  async readable(user: User, slug: string): Promise<RoomRecord> {
    const room = await this.directory.bySlug(slug);
    if (!room || !may(user.id, 'member', 'read', room)) throw noRoom();
    return room;
  }

  /** The room, if the person may write in it. Throws `not_found`, `forbidden`. */
  async writable(user: User, slug: string): Promise<RoomRecord> {
    const room = await this.readable(user, slug);
    if (!mayWrite(user, this.config.guests)) throw accountNeeded();
    return room;
  }

  byId(roomId: number): Promise<RoomRecord | undefined> {
    return this.directory.byId(roomId);
  }

  /** Whether a person may read what is in a room. */
  async mayRead(userId: string, roomId: number): Promise<boolean> {
    const room = await this.directory.byId(roomId);
    return room !== undefined && may(userId, 'member', 'read', room);
  }

  async may(user: User, action: RoomAction, room: RoomRecord): Promise<boolean> {
    if (action === 'write' && !mayWrite(user, this.config.guests)) return false;
    const membership = action === 'moderate' ? await this.memberships.find(room.id, user.id) : undefined;
    return may(user.id, roleIn(room, user, membership), action, room);
  }

  /** The private conversation of two people, made when it is not there. Throws `forbidden` (guests), `not_found`, `invalid` (oneself), `rate_limited`. */
  async openDirect(user: User, username: string): Promise<RoomRecord> {
    await this.limiter.consume('join', user.id);
    if (user.guest) throw accountNeeded();
    const other = await this.users.findByUsername(username);
    if (!other) throw new ChatError('not_found', { message: 'Nobody has this name.', fields: { username: 'wrong' } });
    if (other.id === user.id) {
      throw new ChatError('invalid', {
        message: 'A private conversation takes somebody else.',
        fields: { username: 'wrong' },
      });
    }
    const slug = directSlug(user.id, other.id);
    const room = (await this.directory.bySlug(slug)) ?? (await this.directory.create(slug, 'direct', ''));
    await this.memberships.ensureBoth(room.id, [user.id, other.id]);
    return room;
  }

  /** What a person is a member of, at most 500 rooms. */
  async ofUser(userId: string): Promise<{ room: RoomRecord; membership: Membership }[]> {
    const memberships = await this.memberships.ofUser(userId);
    const rooms = await this.directory.byIds([...memberships.keys()]);
    return rooms.flatMap((room) => {
      const membership = memberships.get(room.id);
      return membership && may(userId, membership.role, 'read', room) ? [{ room, membership }] : [];
    });
  }

  /** Those of the people who have a private conversation. */
  async inPrivateAmong(userIds: readonly string[]): Promise<Set<string>> {
    const places = await this.memberships.roomsOf(userIds);
    const rooms = await this.directory.byIds([...new Set(places.map(({ roomId }) => roomId))]);
    return new Set(rooms.flatMap(({ memberIds }) => memberIds ?? []));
  }

  /** People who are no more leave every room. */
  forgetMembers(userIds: readonly string[]): Promise<void> {
    return this.memberships.forget(userIds);
  }

  /** A room as one person sees it: a private conversation has the other's name. */
  async viewFor(user: User, { slug, kind, title, memberIds }: RoomRecord): Promise<Room> {
    const peerId = memberIds?.find((id) => id !== user.id);
    const peer = peerId === undefined ? undefined : await this.people.get(peerId);
    return { slug, kind, title: peer?.displayName ?? title, ...(peer && { peer }) };
  }

  private async create(user: User, slug: string): Promise<RoomRecord> {
    if (!this.config.roomCreation || slug.startsWith(directRoomPrefix)) throw noRoom();
    await this.limiter.consume('room', user.id);
    return this.directory.create(slug, 'public', slug);
  }
}

function accountNeeded(): ChatError {
  return new ChatError('forbidden', { message: 'Sign in to do this: guests may not.' });
}

function noRoom(): ChatError {
  return new ChatError('not_found', { message: 'There is no such room.' });
}
