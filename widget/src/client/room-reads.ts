import type { JoinedRoom, Message } from '@chat-room/protocol';
import type { MessageRun } from './message-run.js';
import { ReadMarker } from './read-marker.js';

/** What the people of a room have read: this one, and the others. */
export class RoomReads {
  others: ReadonlyMap<string, number> = new Map();
  /** Where the "new messages" line stands; set when the room is opened. */
  firstUnreadSeq: number | undefined;
  readonly #marker: ReadMarker;

  constructor(
    private readonly run: MessageRun,
    private readonly self: () => string | undefined,
    send: (seq: number) => void,
  ) {
    this.#marker = new ReadMarker(send);
  }

  /** How far this person has read. */
  get seq(): number {
    return Math.max(this.#marker.seq, this.run.floor);
  }

  /** Messages of others after the last one read, deleted ones aside. Those outside of the run are all taken for others'. */
  get unread(): number {
    const { items, start, end, newest } = this.run;
    const inRun = items.filter((item) => this.#isUnread(item)).length;
    return inRun + Math.max(0, start - this.seq) + Math.max(0, newest - Math.max(end, this.seq));
  }

  /** The answer to a join. */
  take({ me, reads = {} }: JoinedRoom): void {
    this.#marker.take(me.readSeq);
    for (const [userId, seq] of Object.entries(reads)) this.receive(userId, seq);
  }

  /** The room was opened: everything not read by now is new. */
  markNew(): void {
    this.firstUnreadSeq = undefined;
    if (this.run.newest <= this.seq) return;
    if (this.run.start > this.seq) this.firstUnreadSeq = this.seq + 1;
    else this.firstUnreadSeq = this.run.items.find((item) => this.#isUnread(item))?.seq;
  }

  /** What is unread now is new, unless there was something unread before it. True when that moved the line. */
  markUnseen(): boolean {
    const before = this.firstUnreadSeq;
    if (this.unread > 0 && (before === undefined || before <= this.seq)) this.markNew();
    return this.firstUnreadSeq !== before;
  }

  /** The person has answered: he has seen what was new. */
  clearNew(): void {
    this.firstUnreadSeq = undefined;
  }

  /** The person has seen everything up to `seq`. True when that is news. */
  mark(seq: number): boolean {
    return this.#marker.mark(Math.min(seq, this.run.newest));
  }

  receive(userId: string, seq: number): void {
    if (userId === this.self()) this.#marker.take(seq);
    else this.others = new Map(this.others).set(userId, Math.max(seq, this.others.get(userId) ?? 0));
  }

  reset(): void {
    this.others = new Map();
    this.firstUnreadSeq = undefined;
    this.#marker.reset();
  }

  #isUnread({ seq, sender, deletedAt }: Message): boolean {
    return seq > this.seq && sender.id !== this.self() && !deletedAt;
  }
}
