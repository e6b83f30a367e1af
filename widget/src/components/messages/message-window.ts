import type { RoomMessage } from '../../client/types.js';

/** Messages in the page at first, and at most. */
const initial = 60;
const most = 140;
/** By so many it moves. */
const step = 40;
/** Messages shown above the one that is looked for. */
const lead = 20;

export const keyOf = ({ sender, clientId }: RoomMessage): string => `${sender.id}/${clientId}`;

/**
 * The stretch of a room's messages that is in the page, so that a room of ten thousand costs no more than one of a hundred.
 * It ends with the newest message while the person reads there; else it stays where it is, whatever arrives or loads.
 */
export class MessageWindow {
  start = 0;
  end = 0;
  /** Whether it moves along with what arrives. */
  isFollowing = true;
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
    const size = Math.min(messages.length, Math.max(initial, this.end - this.start));
    this.#length = messages.length;
    const first = this.isFollowing ? -1 : messages.findIndex((message) => keyOf(message) === this.#first);
    this.start = first < 0 ? Math.max(0, messages.length - (this.isFollowing ? initial : size)) : first;
    this.end = first < 0 ? messages.length : Math.min(messages.length, first + size);
    this.#keep(messages);
    return messages.slice(this.start, this.end);
  }

  older(messages: readonly RoomMessage[]): void {
    this.#show(messages, this.start - step, this.end);
  }

  newer(messages: readonly RoomMessage[]): void {
    const end = Math.min(messages.length, this.end + step);
    this.#show(messages, Math.max(this.start, end - most), end);
  }

  /** Moves to where one message is, unless it is in the page already. */
  include(messages: readonly RoomMessage[], seq: number): void {
    const at = messages.findIndex((message) => message.seq === seq);
    if (at < 0 || (at >= this.start && at < this.end && this.#length > 0)) return;
    this.#show(messages, at - lead, at - lead + initial);
  }

  #show(messages: readonly RoomMessage[], start: number, end: number): void {
    this.isFollowing = false;
    this.#length = messages.length;
    this.start = Math.max(0, start);
    this.end = Math.min(messages.length, end, this.start + most);
    this.#keep(messages);
  }

  #keep(messages: readonly RoomMessage[]): void {
    const first = messages[this.start];
    this.#first = first && keyOf(first);
  }
}
