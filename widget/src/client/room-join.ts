import type { JoinedRoom } from '@chat-room/protocol';
import { backoff } from './backoff.js';
import { codeOf, isTransient, pauseOf } from './client-error.js';
import type { SocketConnection } from './connection.js';
import type { RoomTimeline } from './room-timeline.js';

/** After this many answers that all said `more`, the newest page is worth more than the rest of the changes. */
const mostRounds = 5;
/** The same when this many messages are missing. */
const mostMissing = 1_000;
const mostStalls = 3;

/** Joins a room, and asks for what is missing until nothing is. */
export class RoomJoin {
  #isDue = false;
  #isWorking = false;
  #isStopped = false;
  #rounds = 0;
  #stalls = 0;
  #failures = 0;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly slug: string,
    private readonly connection: Pick<SocketConnection, 'request'>,
    private readonly timeline: RoomTimeline,
    private readonly joined: (answer: JoinedRoom) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** The connection is new: the server has to be told, and asked what happened meanwhile. */
  join(): void {
    this.#isDue = true;
    this.#rounds = 0;
    if (this.timeline.isStale) this.timeline.startOver();
    void this.#work();
  }

  /** Asks again if something is missing, or has been here too long. */
  check(): void {
    if ((this.timeline.isBehind || this.timeline.isStale) && !this.#timer) this.join();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#isDue && !this.#isStopped) {
      this.#isDue = false;
      try {
        await this.#ask();
      } catch (error) {
        if (this.#isDue) continue;
        this.#fail(error);
      }
    }
    this.#isWorking = false;
  }

  async #ask(): Promise<void> {
    const { since } = this.timeline;
    const payload = since === undefined ? { room: this.slug } : { room: this.slug, since };
    const answer = await this.connection.request('room:join', payload);
    if (this.#isStopped) return;
    this.#failures = 0;
    if (since !== undefined && answer.rev < since) {
      // The room began anew on the server; nothing that is known of it holds.
      this.timeline.reset();
      this.#isDue = true;
      return;
    }
    const missing = answer.seq - this.timeline.run.end;
    this.timeline.take(answer, since);
    this.joined(answer);
    if (since === undefined || !answer.more) {
      this.#checkProgress(since, answer.rev);
      return;
    }
    this.#rounds++;
    if (this.#rounds >= mostRounds || missing > mostMissing) this.timeline.startOver();
    this.#isDue = true;
  }

  /** Live batches may have told of more than the answer held. */
  #checkProgress(since: number | undefined, rev: number): void {
    if (!this.timeline.isBehind) {
      this.#stalls = 0;
    } else if (rev !== since) {
      this.#isDue = true;
    } else if (++this.#stalls > mostStalls) {
      this.#stalls = 0;
      this.timeline.startOver();
      this.#isDue = true;
    } else {
      this.#later(1_000 * this.#stalls);
    }
  }

  #fail(error: unknown): void {
    if (!isTransient(error)) this.failed(error);
    // After `offline` the next connection joins again by itself.
    else if (codeOf(error) !== 'offline') this.#later(Math.max(pauseOf(error), backoff(this.#failures++)));
  }

  #later(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.join(), delay);
  }
}
