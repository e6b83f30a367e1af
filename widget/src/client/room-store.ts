import type { JoinedRoom, Message, MessagesEvent, PresenceEvent, Room, User } from '@chat-room/protocol';
import { Attendance } from './attendance.js';
import { ChatClientError, codeOf } from './client-error.js';
import { Emitter } from './emitter.js';
import { laterPart } from './later-part.js';
import { updatePerson } from './people.js';
import type { RoomContext } from './room-context.js';
import { RoomJoin } from './room-join.js';
import { RoomReads } from './room-reads.js';
import { RoomTimeline } from './room-timeline.js';
import { ShownMessages } from './shown-messages.js';
import type { ClientErrorCode, Draft, Notice, RoomMessage, RoomState, RoomStore } from './types.js';
import { TypingSignal, Typists } from './typing.js';

/** One room: its parts put together, and what the person does in it. */
export class ChatRoomStore extends Emitter implements RoomStore {
  state: RoomState = 'joining';
  error?: ClientErrorCode;
  room?: Room;
  me?: JoinedRoom['me'];
  readonly #timeline: RoomTimeline;
  readonly #join: RoomJoin;
  readonly #attendance = new Attendance(() => this.changed());
  readonly #typists = new Typists(() => this.changed());
  readonly #typing: TypingSignal;
  readonly #reads: RoomReads;
  readonly #changes = laterPart(
    ({ MessageChanges }) =>
      new MessageChanges(this.context.connection, (message) => this.#timeline.receiveOne(message)),
  );
  readonly #shown: ShownMessages;

  readonly loadOlder = (): Promise<void> => this.#timeline.loadOlder();
  readonly loadNewer = (): Promise<void> => this.#timeline.loadNewer();
  readonly loadAround = (seq: number): Promise<void> => this.#timeline.loadAround(seq);
  readonly loadLatest = (): Promise<void> => this.#timeline.loadLatest();
  readonly view = (first: number, last: number): void => this.#timeline.view(first, last);
  readonly retry = (clientId: string): void => this.context.outbox.retry(clientId);
  readonly drop = (clientId: string): void => this.context.outbox.drop(clientId);
  readonly cancelUpload = (clientId: string, uploadId: string): void =>
    this.context.outbox.cancelUpload(clientId, uploadId);
  readonly pauseUpload = (clientId: string, uploadId: string): void =>
    void this.context.outbox.pauseUpload(clientId, uploadId);
  readonly resumeUpload = (clientId: string, uploadId: string): void =>
    this.context.outbox.resumeUpload(clientId, uploadId);
  readonly edit = async (messageId: string, text: string): Promise<Message> =>
    (await this.#changes()).edit(messageId, text);
  readonly delete = async (messageId: string): Promise<Message> => (await this.#changes()).delete(messageId);
  readonly react = async (messageId: string, emoji: string, on: boolean): Promise<Message> =>
    (await this.#changes()).react(messageId, emoji, on);
  readonly setTyping = (on: boolean): void => this.#typing.set(on);
  readonly search = async (query: string, before?: number): Promise<Message[]> =>
    (await (await this.context.history()).search(query, before)).messages;
  readonly history = async (page: Parameters<RoomStore['history']>[0]): Promise<Message[]> =>
    (await (await this.context.history()).page(page)).messages;
  readonly rejoin = (): void => this.#join.join();
  /** The outbox has other messages of this room than before, or a draft came back. */
  readonly outboxChanged = (): void => this.changed();

  constructor(
    readonly slug: string,
    private readonly context: RoomContext,
  ) {
    super();
    const { connection, history } = context;
    this.#timeline = new RoomTimeline(history, () => this.changed());
    this.#shown = new ShownMessages(this.#timeline.run, () => context.outbox.messagesOf(slug));
    this.#join = new RoomJoin(
      slug,
      connection,
      this.#timeline,
      (answer) => this.#joined(answer),
      (error) => this.#failed(error),
    );
    this.#typing = new TypingSignal((on) => connection.tell('typing', { room: slug, on }));
    this.#reads = new RoomReads(
      this.#timeline.run,
      () => context.self()?.id,
      (seq) => connection.tell('room:read', { room: slug, seq }),
    );
  }

  get messages(): readonly RoomMessage[] {
    return this.#shown.all;
  }

  get notices(): readonly Notice[] {
    return this.#attendance.notices;
  }

  get online(): readonly User[] {
    return this.#attendance.online;
  }

  get onlineCount(): number {
    return this.#attendance.onlineCount;
  }

  get typing(): readonly User[] {
    return this.#typists.users;
  }

  get hasOlder(): boolean {
    return this.#timeline.run.hasOlder;
  }

  get hasNewer(): boolean {
    return !this.#timeline.run.isLive;
  }

  get loading(): RoomStore['loading'] {
    return this.#timeline.loading;
  }

  get loadError(): ClientErrorCode | undefined {
    return this.#timeline.loadError;
  }

  get draft(): Draft {
    return this.context.drafts.get(this.slug);
  }

  set draft(draft: Draft) {
    this.context.drafts.set(this.slug, draft);
    this.changed();
  }

  get reads(): ReadonlyMap<string, number> {
    return this.#reads.others;
  }

  get firstUnreadSeq(): number | undefined {
    return this.#reads.firstUnreadSeq;
  }

  get unread(): number {
    return this.#reads.unread;
  }

  send(input: Parameters<RoomStore['send']>[0]): Promise<Message> {
    if (!input.text?.trim() && !input.files?.length) {
      return Promise.reject(new ChatClientError('invalid', { fields: { text: 'required' } }));
    }
    this.#typing.reset();
    this.#reads.clearNew();
    if (this.hasNewer) void this.loadLatest();
    return this.context.outbox.add(this.slug, input);
  }

  markRead(seq: number): void {
    if (seq >= this.#timeline.run.end) this.#timeline.view(seq, seq);
    if (this.#reads.mark(seq)) this.#readChanged();
  }

  markUnseen(): void {
    if (this.#reads.markUnseen()) this.changed();
  }

  async clearHistory(): Promise<void> {
    await (await this.context.history()).clear();
    // How far it is cleared, the server says when joined again.
    this.#join.join();
  }

  receive(event: MessagesEvent): void {
    this.#timeline.receive(event);
    for (const message of event.messages) this.#typists.sent(message.sender.id);
    if (this.state === 'joined') this.#join.check();
  }

  /** The server has one of the messages this page sent. */
  delivered(message: Message): void {
    this.#shown.delivered(message);
    this.#timeline.receiveOne(message);
  }

  receivePresence(event: PresenceEvent): void {
    this.#attendance.receive(event, this.context.self()?.id, this.#timeline.run.newest);
    this.changed();
  }

  receiveTyping(user: User, on: boolean): void {
    if (user.id !== this.context.self()?.id) this.#typists.receive(user, on);
  }

  receiveRead(userId: string, seq: number): void {
    this.#reads.receive(userId, seq);
    if (userId === this.context.self()?.id) this.#readChanged();
    else this.changed();
  }

  clear(seq: number): void {
    if (this.me) this.me = { ...this.me, clearedSeq: Math.max(seq, this.me.clearedSeq) };
    this.#timeline.clear(seq);
  }

  updateUser(user: User): void {
    this.#timeline.run.updateUser(user);
    this.#attendance.updateUser(user);
    this.#typists.users = updatePerson(this.#typists.users, user);
    if (this.room?.peer?.id === user.id) this.room = { ...this.room, peer: user, title: user.displayName };
    this.changed();
  }

  /** Somebody else is signed in, or nobody: nothing of before is shown. */
  reset(): void {
    this.state = 'joining';
    for (const key of ['error', 'room', 'me'] as const) delete this[key];
    const parts = [this.#shown, this.#reads, this.#typing, this.#typists, this.#attendance, this.#timeline];
    for (const part of parts) part.reset();
  }

  /** For good: nobody shows this room any more. */
  leave(): void {
    this.#join.stop();
    this.setTyping(false);
    this.#typists.reset();
    this.context.connection.tell('room:leave', { room: this.slug });
  }

  protected override changed(): void {
    this.#shown.changed();
    super.changed();
  }

  #joined(answer: JoinedRoom): void {
    const isFirst = this.state !== 'joined';
    this.state = 'joined';
    delete this.error;
    this.room = answer.room;
    this.me = answer.me;
    this.#reads.take(answer);
    this.#attendance.take(answer);
    if (isFirst) this.#reads.markNew();
    this.context.joined(answer);
    this.changed();
  }

  #failed(error: unknown): void {
    this.state = 'failed';
    this.error = codeOf(error);
    this.context.refused();
    this.changed();
  }

  #readChanged(): void {
    this.context.read(this.#reads.seq, this.unread);
    this.changed();
  }
}
