import type { Message, SendMessage } from '@chat-room/protocol';
import { backoff } from './backoff.js';
import { codeOf, isTransient, pauseOf } from './client-error.js';
import type { OutboxEntry } from './outbox-entry.js';
import type { ClientErrorCode } from './types.js';

/** `internal` this often for the same message: it is the message. */
const mostFaults = 4;

export interface LaneContext {
  send(payload: SendMessage): Promise<Message>;
  /** Whether messages can go to the room now. */
  isReady(room: string): boolean;
}

/** Where a lane takes its messages from, and says what became of them. */
interface Entries {
  next(room: string): OutboxEntry | undefined;
  has(entry: OutboxEntry): boolean;
  acknowledge(message: Message): void;
  refuse(entry: OutboxEntry, code: ClientErrorCode): void;
}

/** Sends the messages of one room: one after the other, each until the server has acknowledged or refused it. */
export class OutboxLane {
  #isBusy = false;
  /** Somebody asked to go on while this was busy. */
  #isCalled = false;
  #pausedUntil = 0;
  #failures = 0;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly room: string,
    private readonly context: LaneContext,
    private readonly entries: Entries,
  ) {}

  async run(): Promise<void> {
    this.#isCalled = true;
    if (this.#isBusy || Date.now() < this.#pausedUntil) return;
    this.#isBusy = true;
    let goesOn = true;
    while (goesOn && this.context.isReady(this.room)) {
      this.#isCalled = false;
      const entry = this.entries.next(this.room);
      const files = entry?.files.ids;
      goesOn = entry !== undefined && files !== undefined && (await this.#deliver(entry, files));
    }
    this.#isBusy = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** False when the room has to wait. */
  async #deliver(entry: OutboxEntry, files: string[]): Promise<boolean> {
    const { room, clientId, text, replyTo } = entry;
    try {
      const message = await this.context.send({
        room,
        clientId,
        ...(text && { text }),
        ...(files.length > 0 && { files }),
        ...(replyTo && { replyTo: replyTo.id }),
      });
      this.#failures = 0;
      this.entries.acknowledge(message);
      return true;
    } catch (error) {
      // Dropped, or acknowledged by its coming back with everybody's messages.
      if (!this.entries.has(entry)) return true;
      return this.#judge(entry, error);
    }
  }

  #judge(entry: OutboxEntry, error: unknown): boolean {
    const code = codeOf(error);
    // Goes on when the connection is back, which it may be already.
    if (code === 'offline') return this.#isCalled;
    if (!isTransient(error) || (code === 'internal' && ++entry.faults > mostFaults)) {
      this.entries.refuse(entry, code);
      return true;
    }
    this.#pause(Math.max(pauseOf(error), backoff(this.#failures++)));
    return false;
  }

  #pause(delay: number): void {
    this.#pausedUntil = Date.now() + delay;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#pausedUntil = 0;
      void this.run();
    }, delay);
  }
}
