import type { HistoryPage, JoinedRoom, Message, MessagesEvent } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { codeOf } from './client-error.js';
import { MessageRun } from './message-run.js';
import { RevCursor } from './rev-cursor.js';
import type { RoomHistory } from './room-history.js';
import type { ClientErrorCode, RoomStore } from './types.js';

type Loading = NonNullable<RoomStore['loading']>;

/** The messages of a room: fed by joins, live batches and pages of history, whatever order they come in. */
export class RoomTimeline {
  readonly run = new MessageRun();
  loading: Loading | undefined;
  loadError?: ClientErrorCode;
  readonly #cursor = new RevCursor();
  /** What the person looks at; undefined at the live end. */
  #viewed?: number;
  #loads: Promise<void> = Promise.resolve();

  constructor(
    private readonly history: Pick<RoomHistory, 'page'>,
    private readonly changed: () => void,
  ) {}

  /** What to ask for next: changes after this `rev`, or the newest page. */
  get since(): number | undefined {
    return this.#cursor.at;
  }

  get isBehind(): boolean {
    return this.#cursor.isBehind;
  }

  /** A live batch. */
  receive({ messages, prev, rev }: MessagesEvent): void {
    this.run.apply(messages);
    this.#cursor.receive(prev, rev);
    this.#settle();
  }

  /** One message that came as the answer to a request, ahead of its batch. */
  receiveOne(message: Message): void {
    this.run.apply([message]);
    this.changed();
  }

  /** The answer to `room:join`. */
  take(answer: JoinedRoom, since: number | undefined): void {
    const { messages, seq, rev, more, me } = answer;
    if (since !== undefined) this.run.apply(messages);
    else this.#takeNewest(messages, seq, more && messages[0] ? messages[0].seq - 1 : me.clearedSeq);
    this.run.newest = Math.max(this.run.newest, seq);
    this.run.clear(me.clearedSeq);
    this.#cursor.advance(rev);
    this.#settle();
  }

  clear(seq: number): void {
    this.run.clear(seq);
    this.changed();
  }

  /** What is missing is too much to ask for, or can't be had: the next join asks for the newest page. */
  startOver(): void {
    this.#cursor.reset();
    this.run.forgetChanges();
  }

  reset(): void {
    this.startOver();
    this.run.reset();
    delete this.loadError;
    this.changed();
  }

  view(first: number, last: number): void {
    this.#viewed = this.run.isLive && last >= this.run.end ? undefined : Math.round((first + last) / 2);
  }

  loadOlder(): Promise<void> {
    return this.#load('older', async () => {
      if (!this.run.hasOlder) return;
      const end = this.run.start;
      const { messages, seq } = await this.#page({ before: end + 1 });
      const [oldest] = messages;
      const start = oldest && messages.length === limits.page ? oldest.seq - 1 : this.run.floor;
      if (this.run.extend(messages, start, end, seq)) this.#viewed = start + 1;
    });
  }

  loadNewer(): Promise<void> {
    return this.#load('newer', async () => {
      const start = this.run.end;
      const { messages, seq } = await this.#page({ after: start });
      const last = messages.at(-1)?.seq ?? start;
      const end = messages.length === limits.page ? last : Math.max(last, seq);
      if (this.run.extend(messages, start, end, seq) && !this.run.isLive) this.#viewed = end;
    });
  }

  loadAround(seq: number): Promise<void> {
    return this.#load('around', async () => {
      const page = await this.#page({ before: seq + limits.page / 2 + 1 });
      const [oldest] = page.messages;
      const end = Math.max(page.messages.at(-1)?.seq ?? 0, Math.min(page.seq, seq + limits.page / 2));
      this.run.showPast(page.messages, oldest ? oldest.seq - 1 : end, end, page.seq);
      this.#viewed = seq;
    });
  }

  loadLatest(): Promise<void> {
    this.#viewed = undefined;
    if (this.run.isLive) return Promise.resolve();
    return this.#load('newer', async () => this.#showNewest(await this.#page({})));
  }

  #takeNewest(messages: readonly Message[], seq: number, start: number): void {
    const { items, isLive } = this.run;
    // Somebody who reads far back stays there; his stretch is loaded again, since it may have changed.
    const middle = items[items.length >> 1];
    if (!isLive && middle) void this.loadAround(this.#viewed ?? middle.seq);
    else this.run.showNewest(messages, start, seq);
  }

  #showNewest({ messages, seq }: HistoryPage): void {
    const [oldest] = messages;
    const isWhole = messages.length < limits.page;
    this.run.showNewest(messages, oldest && !isWhole ? oldest.seq - 1 : this.run.floor, seq);
  }

  async #page(query: { before?: number; after?: number }): Promise<HistoryPage> {
    try {
      return await this.history.page({ ...query, limit: limits.page });
    } finally {
      this.run.isAwaitingPage = false;
    }
  }

  /** One at a time; a failure is shown as `loadError`, not thrown. */
  #load(kind: Loading, load: () => Promise<void>): Promise<void> {
    if (this.loading === kind && kind !== 'around') return this.#loads;
    this.#loads = this.#loads.then(async () => {
      this.loading = kind;
      this.run.isAwaitingPage = true;
      delete this.loadError;
      this.changed();
      try {
        await load();
      } catch (error) {
        this.loadError = codeOf(error);
      }
      this.run.isAwaitingPage = false;
      this.loading = undefined;
      this.#settle();
    });
    return this.#loads;
  }

  #settle(): void {
    if (this.run.isOverrun) this.startOver();
    if (this.since !== undefined && !this.isBehind && !this.loading && this.run.hasHole(this.since))
      void this.loadNewer();
    this.run.trim(this.#viewed);
    this.changed();
  }
}
