import type { Message, User } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { asRoomMessage, fail, type OutboxEntry, reject, type StoredEntry, toStored } from './outbox-entry.js';
import { forgetFiles, OutboxFiles, plannedFile } from './outbox-files.js';
import { type LaneContext, OutboxLane } from './outbox-lane.js';
import { OutboxStorage } from './outbox-storage.js';
import { quoteOf } from './quote.js';
import type { ClientStorage } from './storage.js';
import type { ClientErrorCode, RoomMessage, RoomStore } from './types.js';
import type { MessageUploadsContext } from './uploads/message-uploads.js';
import type { PlannedFile } from './uploads/planned-file.js';
import { uuid } from './uuid.js';

export interface OutboxContext extends Pick<MessageUploadsContext, 'server' | 'config' | 'authorize'>, LaneContext {
  storage: ClientStorage;
  changed(room: string): void;
  /** The server has a message of this page. */
  delivered(message: Message): void;
  /** Text whose files no browser has kept. */
  orphaned(room: string, text: string): void;
}

/**
 * What one person has sent and the server has not acknowledged. Kept across reloads, with its files; each room's messages go in
 * order, the same `clientId` again until acknowledged. What the server refuses for good is marked failed and holds up nobody, and
 * neither does what the person has paused.
 */
export class Outbox {
  #owner?: User;
  #entries: OutboxEntry[] = [];
  #stored?: OutboxStorage;
  readonly #lanes = new Map<string, OutboxLane>();

  constructor(
    private readonly context: OutboxContext,
    signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.#stop());
  }

  /** Turns to the outbox of `owner`; somebody else's stays in storage for when he is back. */
  open(owner?: User): void {
    if (owner?.id === this.#owner?.id) {
      if (owner) this.#owner = owner;
      return;
    }
    this.#stop();
    for (const entry of this.#entries) reject(entry, 'cancelled');
    this.#entries = [];
    this.#owner = owner;
    this.#stored = owner && new OutboxStorage(this.context.storage, owner.id, (entries) => this.#takeOver(entries));
    this.#stored?.adopt();
  }

  /** Forgets what is not sent: the person has signed out himself. */
  forget(): void {
    if (this.#stored?.forget().some(({ files }) => files?.length)) void forgetFiles(this.#ownerKey);
  }

  messagesOf(room: string): RoomMessage[] {
    const owner = this.#owner;
    return owner
      ? this.#entries.filter((entry) => entry.room === room).map((entry) => asRoomMessage(entry, owner))
      : [];
  }

  add(room: string, { text = '', files = [], replyTo }: Parameters<RoomStore['send']>[0]): Promise<Message> {
    const entry: OutboxEntry = {
      room,
      clientId: uuid(),
      text,
      ...(replyTo && { replyTo: quoteOf(replyTo) }),
      createdAt: new Date().toISOString(),
      files: this.#filesOf(() => entry, files.map(plannedFile)),
      faults: 0,
    };
    const delivery = new Promise<Message>((resolve, reject) => {
      entry.settle = { resolve, reject };
    });
    // Whoever doesn't wait for it is not troubled by what becomes of it.
    delivery.catch(() => undefined);
    if (files.length > limits.filesPerMessage) fail(entry, 'too_large');
    this.#entries.push(entry);
    this.#changed(room);
    this.#start(entry);
    return delivery;
  }

  retry(clientId: string): void {
    const entry = this.#find(clientId);
    if (!entry) return;
    delete entry.error;
    entry.faults = 0;
    this.#changed(entry.room);
    this.#start(entry);
  }

  drop(clientId: string): void {
    const entry = this.#find(clientId);
    if (!entry) return;
    this.#remove(entry);
    entry.files.cancelAll();
    reject(entry, 'cancelled');
    this.flush(entry.room);
  }

  cancelUpload(clientId: string, uploadId: string): void {
    const entry = this.#find(clientId);
    if (!entry) return;
    entry.files.cancel(uploadId);
    if (entry.files.stored.length === 0 && !entry.text.trim()) {
      this.drop(clientId);
      return;
    }
    if (!entry.files.problem) delete entry.error;
    this.#changed(entry.room);
    // Of a message that an earlier page could not send, the others have not begun here.
    this.#start(entry);
  }

  async pauseUpload(clientId: string, uploadId: string): Promise<void> {
    const entry = this.#find(clientId);
    await entry?.files.pause(uploadId);
    // What comes after it need not wait.
    if (entry) this.flush(entry.room);
  }

  resumeUpload(clientId: string, uploadId: string): void {
    void this.#find(clientId)?.files.resume(uploadId);
  }

  /** The server has them, whether it said so by acknowledgement, to everybody, or when the room was joined. */
  acknowledge(...messages: readonly Message[]): void {
    for (const message of messages) {
      const entry = this.#find(message.clientId);
      if (entry?.room !== message.room || message.sender.id !== this.#owner?.id) continue;
      this.context.delivered(message);
      this.#remove(entry);
      entry.files.release();
      entry.settle?.resolve(message);
    }
  }

  /** What the room sends next. */
  next(room: string): OutboxEntry | undefined {
    return this.#entries.find((entry) => entry.room === room && !entry.error && !entry.files.isPaused);
  }

  has(entry: OutboxEntry): boolean {
    return this.#entries.includes(entry);
  }

  refuse(entry: OutboxEntry, code: ClientErrorCode): void {
    fail(entry, code);
    this.#changed(entry.room);
  }

  /** Sends what waits, in one room or in all: the connection is back, or a room is joined. */
  flush(room?: string): void {
    const rooms = room === undefined ? new Set(this.#entries.map((entry) => entry.room)) : [room];
    for (const slug of rooms) void this.#lane(slug).run();
  }

  /** The connection is back: what waits for it goes on at once. */
  resume(): void {
    for (const entry of this.#entries) if (!entry.error) void entry.files.start();
    this.flush();
  }

  #start(entry: OutboxEntry): void {
    if (!entry.error) void entry.files.start();
    this.flush(entry.room);
  }

  get #ownerKey(): string {
    return `${this.context.server} ${this.#owner?.id}`;
  }

  #filesOf(entry: () => OutboxEntry, planned: readonly PlannedFile[]): OutboxFiles {
    const { server, config, authorize } = this.context;
    return new OutboxFiles(planned, {
      ...{ server, config, authorize, owner: this.#ownerKey },
      changed: () => this.#filesChanged(entry()),
      progressed: () => this.context.changed(entry().room),
    });
  }

  #filesChanged(entry: OutboxEntry): void {
    if (this.#find(entry.clientId) !== entry) return;
    const { problem } = entry.files;
    if (problem?.isLost) {
      this.drop(entry.clientId);
      this.context.orphaned(entry.room, entry.text);
      return;
    }
    if (problem) fail(entry, problem.code);
    this.#changed(entry.room);
    if (problem || entry.files.ids) this.flush(entry.room);
  }

  /** Entries of a page that is gone: they are older than this one's. */
  #takeOver(stored: StoredEntry[]): void {
    const entries = stored.map(({ tab, files, ...facts }) => {
      const entry: OutboxEntry = { ...facts, faults: 0, files: this.#filesOf(() => entry, files ?? []) };
      return entry;
    });
    this.#entries = [...entries, ...this.#entries];
    for (const entry of entries) {
      this.#changed(entry.room);
      this.#start(entry);
    }
  }

  #remove(entry: OutboxEntry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#changed(entry.room);
  }

  #changed(room: string): void {
    this.#save();
    this.context.changed(room);
  }

  #save(): void {
    this.#stored?.save(this.#entries.map(toStored));
  }

  #find(clientId: string): OutboxEntry | undefined {
    return this.#entries.find((entry) => entry.clientId === clientId);
  }

  #lane(room: string): OutboxLane {
    const lane = this.#lanes.get(room) ?? new OutboxLane(room, this.context, this);
    this.#lanes.set(room, lane);
    return lane;
  }

  #stop(): void {
    this.#stored?.close();
    for (const { files } of this.#entries) files.stop();
    for (const lane of this.#lanes.values()) lane.stop();
    this.#lanes.clear();
  }
}
