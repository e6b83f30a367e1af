import type { RoomMessage } from '../../client/types.js';

/** Messages in the page at first, and at most. */
const initial = 40;
const most = 300;
/** By so many it moves in a frame: what a frame lays out, it must draw too. */
const step = 10;
/** Messages shown above the one that is looked for. */
const lead = 20;

export const keyOf = ({ sender, clientId }: RoomMessage): string => `${sender.id}/${clientId}`;

/** 0 where the server has none of them. */
export const newestSeq = (messages: readonly RoomMessage[]): number => messages.findLast(({ seq }) => seq)?.seq ?? 0;

/**
 * The stretch of a room's messages that is in the page, so that a room of ten thousand costs no more than one of a hundred.
 * It ends with the newest message while the person reads there; else it stays where it is, whatever arrives or loads.
 */
export class MessageWindow {
  start = 0;
  end = 0;
  /** Whether it moves along with what arrives. */
  isFollowing = true;
  /** Keys of the messages in which what the person has selected begins and ends: these stay, with all between, unless they are too many. */
  held?: readonly [string, string];
  #first?: string;
  #length = 0;

  /** Another room. */
  begin(): void {
    this.#length = 0;
    this.follow();
  }

  /** To the newest. */
  follow(): void {
    this.isFollowing = true;
    this.end = this.#length;
    this.start = Math.max(0, this.end - initial);
  }

  get hasOlder(): boolean {
    return this.start > 0;
  }

  get hasNewer(): boolean {
    return this.end < this.#length;
  }

  /** What is to be in the page, of the messages as they are now. */
  slice(messages: readonly RoomMessage[]): readonly RoomMessage[] {
    const arrived = this.held ? messages.length - this.#length : 0;
    const size = Math.min(most, Math.max(initial, this.end - this.start + arrived));
    const first = this.isFollowing ? -1 : this.#findFirst(messages);
    this.start = first < 0 ? Math.max(0, messages.length - size) : first;
    this.end = Math.min(messages.length, this.start + size);
    this.#length = messages.length;
    this.#keep(messages);
    return messages.slice(this.start, this.end);
  }

  /** Shows more of what is above, and `spare` messages less at the other end. */
  older(messages: readonly RoomMessage[], spare: number): void {
    const start = Math.max(0, this.start - step);
    const held = this.#indexOf(messages, this.held?.[1]);
    const end = Math.min(this.end, Math.max(this.end - spare, held + 1));
    this.#show(messages, start, Math.min(end, start + most));
  }

  /** Shows more of what is below, and `spare` messages less at the other end. */
  newer(messages: readonly RoomMessage[], spare: number): void {
    const end = Math.min(messages.length, this.end + step);
    const held = this.#indexOf(messages, this.held?.[0]);
    const start = Math.max(this.start, held < 0 ? this.start + spare : Math.min(this.start + spare, held));
    this.#show(messages, Math.max(start, end - most), end);
  }

  /** Moves to where one message is, or what follows it when it is gone, unless that is in the page already. */
  include(messages: readonly RoomMessage[], seq: number): void {
    const at = messages.findIndex((message) => message.seq !== undefined && message.seq >= seq);
    if (at < 0 || (at >= this.start && at < this.end && this.#length > 0)) return;
    const start = Math.max(0, at - lead);
    this.#show(messages, start, Math.min(messages.length, start + initial));
  }

  #findFirst(messages: readonly RoomMessage[]): number {
    const present = messages[this.start];
    if (present && keyOf(present) === this.#first) return this.start;
    return this.#indexOf(messages, this.#first);
  }

  #indexOf(messages: readonly RoomMessage[], key: string | undefined): number {
    return key ? messages.findIndex((message) => keyOf(message) === key) : -1;
  }

  #show(messages: readonly RoomMessage[], start: number, end: number): void {
    this.isFollowing = false;
    this.#length = messages.length;
    this.start = start;
    this.end = end;
    this.#keep(messages);
  }

  #keep(messages: readonly RoomMessage[]): void {
    const first = messages[this.start];
    this.#first = first && keyOf(first);
  }
}
