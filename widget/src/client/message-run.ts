import type { Message, User } from '@chat-room/protocol';
import { withUser, withUserIn } from './people.js';
import { ChangedQuotes } from './quote.js';
import type { SentMessage } from './types.js';

/** The run is cut to `trimTo` messages when it has grown past `trimAbove`. */
const trimAbove = 1_000;
const trimTo = 800;
/** Messages kept on either side of what is viewed when the run is cut. */
const keepAround = 400;
/** Messages held aside until they fit; beyond this many the room is loaded afresh. */
const mostAside = 2_000;

/**
 * A stretch of a room's messages without a hole: all that the server shows with `start < seq <= end`. What does not touch it
 * is never shown; what will soon touch it waits aside.
 */
export class MessageRun {
  items: readonly SentMessage[] = [];
  start = 0;
  end = 0;
  /** Nothing to load at or below this `seq`. */
  floor = 0;
  /** Highest `seq` heard of. */
  newest = 0;
  /** Whether the run follows the newest messages. */
  isLive = true;
  /** Set while a page is on its way: changes to messages outside of the run may be newer than the page will be. */
  isAwaitingPage = false;
  /** Counts how often it began anew: a page that was asked for before is not for it. */
  epoch = 0;
  readonly #aside = new Map<number, Message>();
  readonly #quotes = new ChangedQuotes();

  get hasOlder(): boolean {
    return this.start > this.floor;
  }

  /** More was held aside than can be kept; only loading afresh makes it whole. */
  get isOverrun(): boolean {
    return this.#aside.size > mostAside;
  }

  /** Whether something is missing before a message of the live end, though all changes up to `rev` are known. */
  hasHole(rev: number): boolean {
    return this.isLive && [...this.#aside.values()].some((message) => message.seq > this.end && message.rev <= rev);
  }

  /** Whether the message is shown, or lies in a stretch that is. */
  covers(seq: number): boolean {
    return seq <= this.end;
  }

  /** Starts over at the live end with the newest page, which holds all of `(start, newest]`. */
  showNewest(messages: readonly Message[], start: number, newest: number): void {
    this.newest = Math.max(this.newest, newest);
    this.isLive = true;
    this.#replace(messages, start, newest);
  }

  /** Starts over somewhere in the past with a page that holds all of `(start, end]`. */
  showPast(messages: readonly Message[], start: number, end: number, newest: number): void {
    this.newest = Math.max(this.newest, newest);
    this.isLive = false;
    this.#replace(messages, start, end);
  }

  /** Takes in a page that holds all of `(start, end]`. False, and nothing done, when it does not touch the run any more. */
  extend(messages: readonly Message[], start: number, end: number, newest = end): boolean {
    if (start > this.end || end < this.start) return false;
    this.newest = Math.max(this.newest, newest);
    this.start = Math.min(this.start, start);
    this.end = Math.max(this.end, end);
    this.#merge(messages);
    return true;
  }

  /** Takes in new and changed messages, in any order, any number of times. */
  apply(messages: readonly Message[]): void {
    for (const message of messages) {
      this.newest = Math.max(this.newest, message.seq);
      if (this.#mayFitLater(message)) this.#setAside(message);
      this.#quotes.note(message);
    }
    this.#merge(messages);
  }

  /** Forgets everything up to `seq`, which is cleared for the asker. */
  clear(seq: number): void {
    this.floor = Math.max(this.floor, seq);
    this.newest = Math.max(this.newest, seq);
    for (const aside of this.#aside.keys()) if (aside <= seq) this.#aside.delete(aside);
    if (this.start >= seq) return;
    this.start = seq;
    this.end = Math.max(this.end, seq);
    this.items = this.items.filter((item) => item.seq > seq);
    this.#merge([]);
  }

  /** Bounds memory: cuts the ends that are far from `viewed` (a `seq`; the newest end when absent). */
  trim(viewed = this.end): void {
    const excess = this.items.length - trimTo;
    if (this.items.length <= trimAbove) return;
    const before = this.items.filter((item) => item.seq < viewed).length;
    const cutOld = Math.min(excess, Math.max(0, before - keepAround));
    const kept = this.items.slice(cutOld, cutOld + trimTo);
    if (cutOld > 0) this.start = (kept[0]?.seq ?? 0) - 1;
    if (cutOld < excess) {
      this.end = kept.at(-1)?.seq ?? this.end;
      this.isLive = false;
      this.#aside.clear();
    }
    this.items = kept;
  }

  /** Shows somebody's new name and picture everywhere. */
  updateUser(user: User): void {
    this.items = withUserIn(this.items, user);
    for (const [seq, message] of this.#aside) this.#aside.set(seq, withUser(message, user));
  }

  /** What was learnt of changes may be outdated: the room is being loaded afresh. */
  forgetChanges(): void {
    this.#aside.clear();
    this.#quotes.clear();
  }

  reset(): void {
    this.forgetChanges();
    this.epoch++;
    this.floor = 0;
    this.newest = 0;
    this.showNewest([], 0, 0);
  }

  #replace(messages: readonly Message[], start: number, end: number): void {
    this.items = [];
    this.start = start;
    this.end = end;
    this.#merge(messages);
  }

  #mayFitLater({ seq }: Message): boolean {
    if (seq > this.start && seq <= this.end) return false;
    return this.isAwaitingPage || (this.isLive && seq > this.end);
  }

  #setAside(message: Message): void {
    if (message.rev >= (this.#aside.get(message.seq)?.rev ?? 0)) this.#aside.set(message.seq, message);
  }

  #merge(messages: readonly Message[]): void {
    const items = [...this.items];
    const inside = messages.filter(({ seq }) => seq > this.start && seq <= this.end);
    for (const message of [...inside, ...this.#takeFitting()]) put(items, message);
    this.items = items.map((item) => this.#quotes.applyTo(item));
    if (this.end >= this.newest) this.isLive = true;
    if (this.isAwaitingPage) return;
    for (const seq of this.#aside.keys()) if (!this.isLive || seq <= this.start) this.#aside.delete(seq);
  }

  /** What waited aside and lies in the run now, or goes on where it ends. */
  #takeFitting(): Message[] {
    while (this.#aside.has(this.end + 1)) this.end++;
    const fitting = [...this.#aside.values()].filter(({ seq }) => seq > this.start && seq <= this.end);
    for (const { seq } of fitting) this.#aside.delete(seq);
    return fitting;
  }
}

/** Puts a message in its place by `seq`; never an older `rev` over a newer. */
function put(items: SentMessage[], message: Message): void {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.seq ?? 0) < message.seq) low = middle + 1;
    else high = middle;
  }
  const present = items[low]?.seq === message.seq ? items[low] : undefined;
  if (present && present.rev >= message.rev) return;
  items.splice(low, present ? 1 : 0, { ...message, delivery: 'sent' });
}
