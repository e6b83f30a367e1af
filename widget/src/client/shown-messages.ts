import type { Message } from '@chat-room/protocol';
import type { MessageRun } from './message-run.js';
import type { RoomMessage, SentMessage } from './types.js';

/** What the list of a room shows, in order: the run, own messages that are ahead of it, and what waits in the outbox. */
export class ShownMessages {
  /** Own messages that the server has, before their place in the run is reached. */
  #ahead: SentMessage[] = [];
  #all?: readonly RoomMessage[];

  constructor(
    private readonly run: MessageRun,
    private readonly waiting: () => readonly RoomMessage[],
  ) {}

  /** The same array until something changes. */
  get all(): readonly RoomMessage[] {
    this.#all ??= [...this.run.items, ...this.#ahead, ...this.waiting()];
    return this.#all;
  }

  /** The server has one of the messages this page sent. */
  delivered(message: Message): void {
    if (!this.run.covers(message.seq)) this.#ahead = [...this.#ahead, { ...message, delivery: 'sent' }];
  }

  /** The run or the outbox is another. */
  changed(): void {
    this.#all = undefined;
    this.#ahead = this.#ahead.filter(({ seq }) => !this.run.covers(seq));
  }

  reset(): void {
    this.#ahead = [];
  }
}
