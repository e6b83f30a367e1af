import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CoalescedRuns } from './coalesced-runs.js';
import { Pace } from './pace.js';
import { RoomIndexer } from './room-indexer.js';
import { SearchCursors } from './search-cursors.js';

/** Milliseconds that changes gather, to be indexed together, unless a search wants them. */
const gathering = 300;

/** Milliseconds after a failure. */
const recovery = 5000;

/** Milliseconds a search waits for its room; then it makes do with what is indexed. */
const patience = 2000;

/** Rooms looked at in one go at start. */
const roomsPerLook = 100;

/** Keeps the index up to date behind the messages: at leisure by itself, at once where somebody searches. */
@Injectable()
export class Indexer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Search');
  private readonly runs = new CoalescedRuns<number>((roomId) => this.catchUp(roomId));
  private readonly behind = new Set<number>();
  /** How many searches wait for a room. */
  private readonly awaited = new Map<number, number>();
  private readonly stopping = new AbortController();
  private readonly pace = new Pace();
  private working: Promise<void> | undefined;
  private resuming: Promise<void> | undefined;

  constructor(
    private readonly rooms: RoomIndexer,
    private readonly cursors: SearchCursors,
  ) {}

  /** What an earlier process left undone is found and done. */
  onApplicationBootstrap(): void {
    this.resuming = this.findRoomsBehind().catch((error) => this.warn(error));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.resuming;
    await this.working;
  }

  /** Says that a room has just changed. */
  nudge(roomId: number): void {
    this.pace.noteChange();
    this.put(roomId);
  }

  /** Resolves when everything that was committed before this call is indexed, or after a bounded wait. */
  async caughtUp(roomId: number): Promise<void> {
    this.awaited.set(roomId, (this.awaited.get(roomId) ?? 0) + 1);
    const done = new AbortController();
    try {
      const tooLong = sleep(patience, undefined, { signal: done.signal }).catch(() => undefined);
      await Promise.race([this.runs.run(roomId).catch((error) => this.warn(error)), tooLong]);
    } finally {
      done.abort();
      const others = (this.awaited.get(roomId) ?? 1) - 1;
      if (others > 0) this.awaited.set(roomId, others);
      else this.awaited.delete(roomId);
    }
  }

  private put(roomId: number): void {
    this.behind.add(roomId);
    if (!this.stopping.signal.aborted) this.working ??= this.workOff();
  }

  private async workOff(): Promise<void> {
    await this.pause(gathering);
    while (this.behind.size > 0 && !this.stopping.signal.aborted) {
      for (const roomId of [...this.behind]) {
        if (this.stopping.signal.aborted) break;
        this.behind.delete(roomId);
        try {
          await this.runs.run(roomId);
        } catch (error) {
          this.warn(error);
          this.behind.add(roomId);
          await this.pause(recovery);
        }
      }
      await this.pause(gathering);
    }
    this.working = undefined;
  }

  private async catchUp(roomId: number): Promise<void> {
    while ((await this.rooms.step(roomId, this.pace.portion)) && !this.stopping.signal.aborted) {
      if (!this.awaited.has(roomId)) await this.pace.rest(this.stopping.signal);
    }
  }

  private async findRoomsBehind(): Promise<void> {
    let room = await this.cursors.roomAfter(0);
    for (let looked = 1; room && !this.stopping.signal.aborted; looked++) {
      if (room.isBehind) this.put(room.id);
      if (looked % roomsPerLook === 0) await this.pace.rest(this.stopping.signal);
      room = await this.cursors.roomAfter(room.id);
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined);
  }

  private warn(error: unknown): void {
    this.logger.warn(`Indexing failed, and is tried again: ${error instanceof Error ? error.message : error}`);
  }
}
