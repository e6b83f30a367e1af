import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/sequelize';
import { UniqueConstraintError } from 'sequelize';
import { BatchedLookup } from '../database/batched-lookup.js';
import { RoomModel } from './room.model.js';
import { type RoomRecord, roomRecord } from './room-record.js';

/** Rooms kept in memory at the most, about 0.3 KB each. */
const capacity = 50_000;

/** Rooms by slug and by id, from memory when they have been asked for before: what is kept of a room never changes. */
@Injectable()
export class RoomDirectory {
  private readonly known = new Map<string, RoomRecord>();
  private readonly slugs = new Map<number, string>();
  private readonly lookup: BatchedLookup<string, RoomRecord>;

  constructor(@InjectModel(RoomModel) private readonly rooms: typeof RoomModel) {
    this.lookup = new BatchedLookup(async (slugs) => {
      const rows = await this.rooms.findAll({ where: { slug: slugs } });
      return new Map(rows.map((row) => [row.slug, this.remember(roomRecord(row))]));
    });
  }

  async bySlug(slug: string): Promise<RoomRecord | undefined> {
    return this.known.get(slug) ?? this.lookup.get(slug);
  }

  async byId(id: number): Promise<RoomRecord | undefined> {
    const known = this.known.get(this.slugs.get(id) ?? '');
    if (known) return known;
    const row = await this.rooms.findByPk(id);
    return row ? this.remember(roomRecord(row)) : undefined;
  }

  async byIds(ids: readonly number[]): Promise<RoomRecord[]> {
    const missing = ids.filter((id) => !this.slugs.has(id));
    const found = missing.length > 0 ? await this.rooms.findAll({ where: { id: missing } }) : [];
    const loaded = new Map(found.map((row) => [row.id, this.remember(roomRecord(row))]));
    return ids.flatMap((id) => this.known.get(this.slugs.get(id) ?? '') ?? loaded.get(id) ?? []);
  }

  /** Makes a room, or finds the one that somebody else has made meanwhile. */
  async create(slug: string, kind: RoomRecord['kind'], title: string): Promise<RoomRecord> {
    try {
      return this.remember(roomRecord(await this.rooms.create({ slug, kind, title })));
    } catch (error) {
      const made = error instanceof UniqueConstraintError && (await this.bySlug(slug));
      if (!made) throw error;
      return made;
    }
  }

  private remember(room: RoomRecord): RoomRecord {
    this.known.set(room.slug, room);
    this.slugs.set(room.id, room.slug);
    if (this.known.size > capacity) {
      const [oldest] = this.known.values();
      if (oldest) {
        this.known.delete(oldest.slug);
        this.slugs.delete(oldest.id);
      }
    }
    return room;
  }
}
