import type { JoinedRoom, Message, MessagesEvent } from '@chat-room/protocol';
import { codeOf } from './client-error.js';
import { laterPart } from './later-part.js';
import { MessageRun } from './message-run.js';
import { RevCursor } from './rev-cursor.js';
import type { RoomHistory } from './room-history.js';
import type * as TimelinePages from './timeline-pages.js';
import type { ClientErrorCode, RoomStore } from './types.js';

const timelinePages = laterPart((pages) => pages);

/** Milliseconds: the addresses of files in messages are good for six days and a half at the least. */
const longestHeld = 6 * 24 * 3_600_000;
/** Milliseconds until what could not be had anew is asked for again. */
const pause = 60_000;

type Loading = NonNullable<RoomStore['loading']>;

/** The messages of a room: fed by joins, live batches and pages of history, whatever order they come in. */
export class RoomTimeline {
  readonly run = new MessageRun();
  loading: Loading | undefined;
  loadError?: ClientErrorCode;
  readonly #cursor = new RevCursor();
  /** When all that is here is to be asked for anew. */
  #staleAt = 0;
  /** What the person looks at; undefined at the live end. */
  #viewed?: number;
  #loads: Promise<void> = Promise.resolve();

  constructor(
    private readonly history: () => Promise<Pick<RoomHistory, 'page'>>,
    private readonly changed: () => void,
  ) {}

  /** What to ask for next: changes after this `rev`, or the newest page. */
  get since(): number | undefined {
    return this.#cursor.at;
  }

  /** What is here is to be asked for anew: the addresses of its files expire. */
  get isStale(): boolean {
    return Date.now() > this.#staleAt;
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
    const { messages, seq, rev, me } = answer;
    if (since !== undefined) this.run.apply(messages);
    else this.#takeNewest(answer);
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
    this.#viewed = undefined;
    delete this.loadError;
    this.changed();
  }

  view(first: number, last: number): void {
    this.#viewed = this.run.isLive && last >= this.run.end ? undefined : Math.round((first + last) / 2);
  }

  loadOlder(): Promise<void> {
    if (this.loading === 'older') return this.#loads;
    return this.#load('older', ({ older }, history) => older(this.run, history));
  }

  loadNewer(): Promise<void> {
    if (this.loading === 'newer') return this.#loads;
    return this.#load('newer', ({ newer }, history) => newer(this.run, history));
  }

  loadAround(seq: number): Promise<void> {
    return this.#load('around', ({ around }, history) => around(this.run, history, seq));
  }

  loadLatest(): Promise<void> {
    this.#viewed = undefined;
    if (this.run.isLive) return Promise.resolve();
    return this.#load('newer', ({ latest }, history) => {
      // A page that was on its way has perhaps said otherwise.
      this.#viewed = undefined;
      return latest(this.run, history);
    });
  }

  #takeNewest({ messages, seq, more, me }: JoinedRoom): void {
    this.#staleAt = Date.now() + longestHeld;
    const start = more && messages[0] ? messages[0].seq - 1 : me.clearedSeq;
    const viewed = this.#viewed ?? seq;
    // Somebody who reads further back stays there; his stretch is loaded again, since it may have changed.
    if (more && viewed < (start + seq) / 2) void this.#reload(viewed);
    else this.run.showNewest(messages, start, seq);
  }

  async #reload(viewed: number): Promise<void> {
    // Until then nobody knows what came after it.
    this.run.isLive = false;
    await this.loadAround(viewed);
    if (this.loadError) this.#staleAt = Date.now() + pause;
  }

  /** One at a time; a failure is shown as `loadError`, not thrown. */
  #load(
    kind: Loading,
    load: (pages: typeof TimelinePages, history: Pick<RoomHistory, 'page'>) => Promise<number | undefined>,
  ): Promise<void> {
    this.#loads = this.#loads.then(async () => {
      this.loading = kind;
      this.run.isAwaitingPage = true;
      delete this.loadError;
      this.changed();
      try {
        const [pages, history] = await Promise.all([timelinePages(), this.history()]);
        this.#viewed = (await load(pages, history)) ?? this.#viewed;
      } catch (error) {
        const code = codeOf(error);
        if (code !== 'cancelled') this.loadError = code;
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
