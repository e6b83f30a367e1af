import type { RoomChange } from '../bus/topics.js';

/** Changes held until their predecessors come; what is beyond is read from the database with them. */
const mostEarly = 100;

/** Puts the changes of one room in order: each is due once, by `rev`, whatever order, overlap or repetition they come in. */
export class ChangeSequence {
  /** Every change up to here was due; `undefined` before the first. */
  private at: number | undefined;
  /** The newest message that was due. */
  private seq: number | undefined;
  private early: RoomChange[] = [];

  /** Before anything was due, all up to `known` counts as not missing. */
  known: number | undefined;

  /** Up to where nothing is missing; `undefined` when that cannot be told. */
  get reached(): number | undefined {
    return this.at ?? this.known;
  }

  /** Whether changes are known of whose predecessors are missing. */
  get isWaiting(): boolean {
    return this.early.length > 0;
  }

  /** Takes in a change, and returns what is due now. */
  take(change: RoomChange): RoomChange[] {
    const due: RoomChange[] = [];
    const waiting = [...this.early, change].sort((a, b) => a.prev - b.prev);
    for (const next of waiting) if (!this.isEarly(next)) due.push(...this.advance(next));
    this.early = waiting.filter((next) => this.isEarly(next)).slice(0, mostEarly);
    return due;
  }

  /** Gives up what is missing: whatever comes next is the first. */
  restart(): void {
    this.at = undefined;
    this.seq = undefined;
    this.known = undefined;
    this.early = [];
  }

  private isEarly({ prev }: RoomChange): boolean {
    return prev > (this.reached ?? prev);
  }

  /** Without what was due before. One without messages only tells how far the room has come. */
  private advance(change: RoomChange): RoomChange[] {
    const at = this.at ?? change.prev;
    if (change.rev > at) this.at = change.rev;
    const prevSeq = this.seq ?? change.prevSeq;
    this.seq = Math.max(this.seq ?? 0, change.seq);
    const messages = change.messages.filter(({ rev }) => rev > at);
    return messages.length > 0 ? [{ ...change, prev: at, prevSeq, messages }] : [];
  }
}
