import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import type { RoomChange } from '../bus/topics.js';
import { ChangeLog } from './change-log.js';
import { RecentRooms } from './recent-rooms.js';

type Handler = (change: RoomChange) => void;

/** What was committed on two nodes may arrive in the other order; only what is still missing after this many milliseconds is read. */
const patience = 40;
/** Changes read at once. */
const pageSize = 500;
/** A node that missed more than this lets its clients ask for themselves. */
const mostPages = 10;

/**
 * The one stream of "room R changed: these messages": on every node, each change of each room, in `rev` order. Transports
 * subscribe; nobody else tells them of messages. News may be lost on the way between nodes: a jump in `rev` shows it, and what is
 * missing is read from the database.
 */
@Injectable()
export class RoomFeed implements OnApplicationShutdown {
  private readonly logger = new Logger('RoomFeed');
  private readonly handlers = new Set<Handler>();
  /** The `rev` up to which each room's changes were passed on. */
  private readonly passed = new Map<number, number>();
  /** Changes that came before their predecessors, by room. */
  private readonly early = new Map<number, RoomChange[]>();
  private readonly fills = new Map<number, NodeJS.Timeout>();

  constructor(
    bus: Bus,
    private readonly log: ChangeLog,
    private readonly recent: RecentRooms,
  ) {
    bus.subscribe('room.changed', (change) => this.receive(change));
  }

  /** Returns the way to stop it. */
  subscribe(handler: Handler): () => void {
    this.handlers.add(handler);
    return () => this.handlers.delete(handler);
  }

  /** News may have been lost in any room: passes on what rooms in memory have missed. */
  async resync(): Promise<void> {
    for (const roomId of this.recent.roomIds()) await this.fill(roomId);
  }

  onApplicationShutdown(): void {
    for (const timer of this.fills.values()) clearTimeout(timer);
    this.handlers.clear();
  }

  private receive(change: RoomChange): void {
    const passed = this.passed.get(change.roomId);
    if (passed !== undefined && change.rev <= passed) return;
    if (change.prev > (this.reached(change.roomId) ?? change.prev)) {
      this.await(change);
      return;
    }
    this.pass(change);
    this.passEarly(change.roomId);
  }

  /** Up to where a room's changes are known to have been passed on, or not to matter to anybody here. */
  private reached(roomId: number): number | undefined {
    return this.passed.get(roomId) ?? this.recent.get(roomId)?.rev;
  }

  private pass(change: RoomChange): void {
    if (change.messages.length === 0) return;
    this.passed.set(change.roomId, change.rev);
    this.recent.append(change);
    for (const handler of this.handlers) {
      try {
        handler(change);
      } catch (error) {
        this.logger.error(error instanceof Error ? error.stack : String(error));
      }
    }
  }

  private await(change: RoomChange): void {
    const early = this.early.get(change.roomId) ?? [];
    early.push(change);
    this.early.set(change.roomId, early);
    if (this.fills.has(change.roomId)) return;
    this.fills.set(
      change.roomId,
      setTimeout(() => {
        this.fill(change.roomId).catch((error: unknown) => this.logger.error(String(error)));
      }, patience),
    );
  }

  /** Passes what waited for its predecessors and need not wait any more. */
  private passEarly(roomId: number): void {
    const early = this.early.get(roomId);
    if (!early) return;
    this.early.delete(roomId);
    for (const change of early.sort((a, b) => a.prev - b.prev)) this.receive(change);
    if (!this.early.has(roomId)) this.stopWaiting(roomId);
  }

  private async fill(roomId: number): Promise<void> {
    this.stopWaiting(roomId);
    for (let page = 0; page < mostPages; page++) {
      const reached = this.reached(roomId);
      if (reached === undefined) return;
      const prevSeq = this.recent.get(roomId)?.seq;
      const missed = await this.log.since(roomId, reached, pageSize);
      if (!missed || missed.messages.length === 0) return;
      this.receive({ ...missed, prevSeq, prev: Math.min(reached, this.reached(roomId) ?? reached) });
      if (missed.messages.length < pageSize) return;
    }
    // Too much to pass on: whoever listens sees the jump and asks for what he lacks.
    const early = this.early.get(roomId) ?? [];
    this.early.delete(roomId);
    this.passed.delete(roomId);
    this.recent.forget(roomId);
    for (const change of early.sort((a, b) => a.prev - b.prev)) this.receive(change);
  }

  private stopWaiting(roomId: number): void {
    clearTimeout(this.fills.get(roomId));
    this.fills.delete(roomId);
  }
}
