import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@chat-room/protocol';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import type { RoomChange } from '../bus/topics.js';
import { RoomCounters } from '../rooms/room-counters.js';
import { ChangeLog } from './change-log.js';
import { ChangeSequence } from './change-sequence.js';
import { RecentRooms } from './recent-rooms.js';

type Handler = (change: RoomChange) => void;

/** What was committed on two nodes may arrive in the other order; only what is still missing after this many milliseconds is read. */
const patience = 40;
/** A node that missed more changes of a room than this lets its clients ask for themselves; old clients, which can't, do without. */
const mostMissed = 2000;
/** Changes told of a room that nothing was heard of before. */
const mostUnheard = 50;
/** Rooms of which is remembered how far they were told, about 0.2 KB each. */
const capacity = 50_000;

/**
 * The one stream of "room R changed: these messages": on every node, each change of each room, once, in `rev` order. Transports
 * subscribe; nobody else tells them of messages. News may be lost on the way between nodes: a jump in `rev` shows it, or
 * `LagWatch`, and what is missing is read from the database.
 */
@Injectable()
export class RoomFeed implements OnApplicationShutdown {
  private readonly logger = new Logger('RoomFeed');
  private readonly handlers = new Set<Handler>();
  /** By room, least recently changed first. */
  private readonly sequences = new Map<number, ChangeSequence>();
  private readonly fills = new Map<number, NodeJS.Timeout>();

  constructor(
    bus: Bus,
    private readonly log: ChangeLog,
    private readonly counters: RoomCounters,
    private readonly recent: RecentRooms,
  ) {
    bus.subscribe('room.changed', (change) => this.receive(change));
  }

  /** Returns the way to stop it. */
  subscribe(handler: Handler): () => void {
    this.handlers.add(handler);
    return () => this.handlers.delete(handler);
  }

  /** Rooms of which something was told, or is kept. */
  roomIds(): Set<number> {
    return new Set([...this.sequences.keys(), ...this.recent.roomIds()]);
  }

  /** Passes on what rooms have missed, by what the database says. */
  async passMissed(roomIds: Iterable<number>): Promise<void> {
    const rooms = await Promise.all(Array.from(roomIds, async (id) => ({ id, ...(await this.counters.read(id)) })));
    const lags = ({ id, rev }: { id: number; rev: number }) => rev > (this.sequenceOf(id).reached ?? rev);
    const behind = rooms.filter(lags);
    for (const { id, rev } of rooms) this.sequenceOf(id).known ??= rev;
    if (behind.length === 0) return;
    // Most likely the news is on its way.
    await sleep(patience);
    for (const room of behind) if (lags(room)) await this.fill(room.id);
  }

  /**
   * Passes on what private conversations have missed since a moment, as far as that can be told of those of which this node has never
   * heard: up to 50 changes. Something may come twice.
   */
  async passMissedSince(roomIds: readonly number[], moment: Date): Promise<void> {
    const isHeardOf = (id: number) => this.sequences.get(id)?.reached !== undefined;
    await this.passMissed(roomIds.filter(isHeardOf));
    for (const id of roomIds) {
      const last = isHeardOf(id) ? undefined : await this.log.last(id, mostUnheard);
      if (last) this.receive(changedSince(last, moment));
    }
  }

  onApplicationShutdown(): void {
    for (const timer of this.fills.values()) clearTimeout(timer);
    this.handlers.clear();
  }

  private receive(change: RoomChange): void {
    const { roomId } = change;
    const sequence = this.sequenceOf(roomId);
    for (const due of sequence.take(change)) this.pass(due);
    if (sequence.isWaiting) this.fillSoon(roomId);
    else this.stopWaiting(roomId);
  }

  private pass(change: RoomChange): void {
    this.recent.append(change);
    for (const handler of this.handlers) {
      try {
        handler(change);
      } catch (error) {
        this.logger.error(error instanceof Error ? error.stack : String(error));
      }
    }
  }

  private fillSoon(roomId: number): void {
    if (this.fills.has(roomId)) return;
    const timer = setTimeout(() => {
      this.fill(roomId).catch((error: unknown) => this.logger.error(String(error)));
    }, patience);
    this.fills.set(roomId, timer);
  }

  private async fill(roomId: number): Promise<void> {
    this.stopWaiting(roomId);
    const { reached } = this.sequenceOf(roomId);
    const prevSeq = this.recent.get(roomId)?.seq;
    // At once: in the order of last changes one page may have what was said before what another has.
    const missed = reached === undefined ? undefined : await this.log.since(roomId, reached, mostMissed);
    if (!missed) return;
    if (missed.messages.length < mostMissed) {
      this.receive({ ...missed, prevSeq });
      return;
    }
    // Too much to pass on. The newest change shows whoever listens that he lacks something, and he asks for it.
    const newest = await this.log.last(roomId, 1);
    this.recent.forget(roomId);
    this.sequenceOf(roomId).restart();
    if (newest) this.receive(newest);
  }

  private sequenceOf(roomId: number): ChangeSequence {
    const sequence = this.sequences.get(roomId) ?? new ChangeSequence();
    sequence.known ??= this.recent.get(roomId)?.rev;
    this.sequences.delete(roomId);
    this.sequences.set(roomId, sequence);
    if (this.sequences.size > capacity) {
      const [oldest] = this.sequences.keys();
      if (oldest !== undefined) this.sequences.delete(oldest);
    }
    return sequence;
  }

  private stopWaiting(roomId: number): void {
    clearTimeout(this.fills.get(roomId));
    this.fills.delete(roomId);
  }
}

/** The last changes of a room without those before a moment. */
function changedSince(last: RoomChange, moment: Date): RoomChange {
  const from = moment.toISOString();
  const isRecent = ({ createdAt, editedAt = '', deletedAt = '' }: Message) =>
    [createdAt, editedAt, deletedAt].some((at) => at >= from);
  const first = last.messages.findIndex(isRecent);
  const messages = first === -1 ? [] : last.messages.slice(first);
  return { ...last, messages, prev: (messages[0]?.rev ?? last.rev + 1) - 1 };
}
