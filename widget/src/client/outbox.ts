import type { Message, User } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { ChatClientError } from './client-error.js';
import { FileUpload, type UploadContext } from './file-upload.js';
import { asRoomMessage, fileIdsOf, type OutboxEntry, type StoredEntry, toStored } from './outbox-entry.js';
import { type LaneContext, OutboxLane } from './outbox-lane.js';
import { OutboxStorage } from './outbox-storage.js';
import { quoteOf } from './quote.js';
import type { ClientStorage } from './storage.js';
import type { ClientErrorCode, RoomMessage, RoomStore } from './types.js';
import { uuid } from './uuid.js';

export interface OutboxContext extends UploadContext, LaneContext {
  storage: ClientStorage;
  changed(room: string): void;
  /** The server has a message of this page. */
  delivered(message: Message): void;
  /** Text whose files were lost with the page that held them. */
  orphaned(room: string, text: string): void;
}

/**
 * What one person has sent and the server has not acknowledged. Kept across reloads; each room's messages go in order, the
 * same `clientId` again until acknowledged. What the server refuses for good is marked failed and holds up nobody.
 */
export class Outbox {
  #owner?: User;
  #entries: OutboxEntry[] = [];
  #stored?: OutboxStorage;
  readonly #lanes = new Map<string, OutboxLane>();

  constructor(
    private readonly context: OutboxContext,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.#stopLanes());
  }

  /** Turns to the outbox of `owner`; somebody else's stays in storage for when he is back. */
  open(owner?: User): void {
    if (owner?.id === this.#owner?.id) {
      if (owner) this.#owner = owner;
      return;
    }
    this.#stopLanes();
    for (const entry of this.#entries) this.#discard(entry);
    this.#entries = [];
    this.#owner = owner;
    this.#stored =
      owner && new OutboxStorage(this.context.storage, owner.id, this.signal, (entries) => this.#takeOver(entries));
    this.#stored?.adopt();
  }

  /** Forgets what is not sent: the person has signed out himself. */
  forget(): void {
    this.#stored?.forget();
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
      hasFiles: files.length > 0,
      uploads: [],
      faults: 0,
    };
    entry.uploads = files.map((file) => new FileUpload(file, this.context, () => this.#uploadChanged(entry)));
    if (files.length > limits.filesPerMessage) entry.error = 'too_large';
    const delivery = new Promise<Message>((resolve, reject) => {
      entry.settle = { resolve, reject };
    });
    // Whoever doesn't wait for it is not troubled by a dropped message.
    delivery.catch(() => undefined);
    this.#entries.push(entry);
    this.#changed(room);
    this.#startUploads(entry);
    this.flush(room);
    return delivery;
  }

  retry(clientId: string): void {
    const entry = this.#find(clientId);
    if (!entry) return;
    delete entry.error;
    entry.faults = 0;
    this.#changed(entry.room);
    this.#startUploads(entry);
    this.flush(entry.room);
  }

  drop(clientId: string): void {
    const entry = this.#find(clientId);
    if (!entry) return;
    this.#remove(entry);
    this.#discard(entry);
    this.flush(entry.room);
  }

  cancelUpload(clientId: string, uploadId: string): void {
    const entry = this.#find(clientId);
    const upload = entry?.uploads.find(({ id }) => id === uploadId);
    if (!entry || !upload) return;
    entry.uploads = entry.uploads.filter((other) => other !== upload);
    entry.hasFiles = entry.uploads.length > 0;
    upload.cancel();
    if (!entry.hasFiles && !entry.text.trim()) {
      this.drop(clientId);
      return;
    }
    if (entry.uploads.every(({ error }) => !error)) delete entry.error;
    this.#changed(entry.room);
    this.flush(entry.room);
  }

  /** The server has it, whether it said so by acknowledgement or by sending it to everybody. */
  acknowledge(message: Message): void {
    const entry = this.#find(message.clientId);
    if (!entry || entry.room !== message.room) return;
    this.context.delivered(message);
    this.#remove(entry);
    for (const upload of entry.uploads) upload.release();
    entry.settle?.resolve(message);
  }

  /** What the room sends next. */
  next(room: string): OutboxEntry | undefined {
    return this.#entries.find((entry) => entry.room === room && !entry.error);
  }

  has(entry: OutboxEntry): boolean {
    return this.#entries.includes(entry);
  }

  refuse(entry: OutboxEntry, code: ClientErrorCode): void {
    entry.error = code;
    this.#changed(entry.room);
  }

  /** Sends what waits, in one room or in all: the connection is back, or a room is joined. */
  flush(room?: string): void {
    const rooms = room === undefined ? new Set(this.#entries.map((entry) => entry.room)) : [room];
    for (const slug of rooms) void this.#lane(slug).run();
  }

  /** Goes on with uploads that stopped with the connection. */
  resume(): void {
    for (const { uploads } of this.#entries) {
      for (const upload of uploads) if (upload.state === 'paused') void upload.start();
    }
    this.flush();
  }

  #startUploads(entry: OutboxEntry): void {
    if (entry.error) return;
    for (const upload of entry.uploads) void upload.start();
  }

  #uploadChanged(entry: OutboxEntry): void {
    if (this.#find(entry.clientId) !== entry) return;
    const failed = entry.uploads.find(({ state }) => state === 'failed');
    if (failed?.error) entry.error = failed.error;
    const files = fileIdsOf(entry);
    if (files && entry.hasFiles && !entry.fileIds) {
      entry.fileIds = files;
      this.#save();
    }
    this.context.changed(entry.room);
    if (files || failed) this.flush(entry.room);
  }

  /** Entries of a page that is gone: they are older than this one's. */
  #takeOver(stored: StoredEntry[]): void {
    const isWhole = (entry: StoredEntry): boolean => !entry.hasFiles || entry.fileIds !== undefined;
    for (const { room, text } of stored.filter((entry) => !isWhole(entry))) this.context.orphaned(room, text);
    const entries = stored.filter(isWhole).map((entry) => ({ ...entry, uploads: [], faults: 0 }));
    this.#entries = [...entries, ...this.#entries];
    this.#save();
    for (const room of new Set(stored.map((entry) => entry.room))) this.context.changed(room);
    this.flush();
  }

  #remove(entry: OutboxEntry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#changed(entry.room);
  }

  #discard(entry: OutboxEntry): void {
    for (const upload of entry.uploads) upload.cancel();
    entry.settle?.reject(new ChatClientError('cancelled'));
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

  #stopLanes(): void {
    for (const lane of this.#lanes.values()) lane.stop();
    this.#lanes.clear();
  }
}
