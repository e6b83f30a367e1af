import type { Message, Room, ServerConfig, ServerEvents, User } from '@chat-room/protocol';
import { directRoomPrefix } from '@chat-room/protocol/patterns';
import { SocketConnection } from './connection.js';
import { Conversations } from './conversation-list.js';
import { Drafts } from './drafts.js';
import { laterPart } from './later-part.js';
import { Outbox } from './outbox.js';
import { request } from './request.js';
import { ChatRoomStore } from './room-store.js';
import { ChatSession } from './session.js';
import { ClientStorage } from './storage.js';
import type { ChatClient, ChatClientOptions, IncomingMessage, RoomStore } from './types.js';
import { whenOnline } from './when-online.js';

/** An element that is moved in the page leaves and joins again: the room is kept this many milliseconds. */
const leaveDelay = 1_000;

interface Joined {
  store: ChatRoomStore;
  holders: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** Connects as soon as somebody is signed in, which storage may say at once. */
export function createChatClient(options: ChatClientOptions): ChatClient {
  return new HeadlessClient(options);
}

class HeadlessClient implements ChatClient {
  readonly server: string;
  readonly session: ChatSession;
  readonly connection: SocketConnection;
  readonly conversations: Conversations;
  readonly #outbox: Outbox;
  readonly #drafts: Drafts;
  readonly #rooms = new Map<string, Joined>();
  readonly #listeners = new Set<(incoming: IncomingMessage) => void>();
  /** Newest message that was told of, by room. */
  readonly #told = new Map<string, number>();
  readonly #end = new AbortController();
  #config?: Promise<ServerConfig>;

  constructor({ server, storage: area }: ChatClientOptions) {
    this.server = server.replace(/\/+$/, '');
    const { signal } = this.#end;
    const storage = new ClientStorage(this.server, area);
    this.session = new ChatSession(
      this.server,
      storage,
      signal,
      (before) => this.#personChanged(before),
      () => this.connection.reached(),
    );
    this.connection = new SocketConnection(
      this.server,
      this.session.credentials,
      this.#handlers(),
      () => this.#connected(),
      signal,
    );
    this.conversations = new Conversations(
      this.session.api,
      () => this.session.user,
      (slug) => this.#rooms.has(slug),
      () => [...this.#rooms.values()].some(({ store }) => store.state === 'joining'),
    );
    this.#drafts = new Drafts(storage, signal);
    this.#outbox = new Outbox(
      {
        server: this.server,
        storage,
        config: () => this.config(),
        authorize: () => this.session.credentials.fresh(),
        send: async (payload) => (await this.connection.request('message:send', payload)).message,
        isReady: (room) => this.connection.state === 'online' && this.#store(room)?.state !== 'joining',
        changed: (room) => this.#store(room)?.outboxChanged(),
        delivered: (message) => this.#store(message.room)?.delivered(message),
        orphaned: (room, text) => this.#keepText(room, text),
      },
      signal,
    );
    this.#turnTo(this.session.user);
  }

  config(): Promise<ServerConfig> {
    this.#config ??= request<ServerConfig>(this.server, 'GET', '/config').catch((error: unknown) => {
      this.#config = undefined;
      throw error;
    });
    return this.#config;
  }

  join(slug: string, known = this.conversations.find(slug)?.room): RoomStore {
    const joined = this.#rooms.get(slug) ?? this.#enter(slug);
    // Whom one talks to is shown before the server has let one in.
    if (known) joined.store.room ??= known;
    clearTimeout(joined.timer);
    joined.holders++;
    return joined.store;
  }

  leave(slug: string): void {
    const joined = this.#rooms.get(slug);
    if (!joined || --joined.holders > 0) return;
    joined.timer = setTimeout(() => {
      this.#rooms.delete(slug);
      joined.store.leave();
      this.conversations.left();
    }, leaveDelay);
  }

  async openDirect(username: string): Promise<RoomStore> {
    await whenOnline(this.connection);
    const { room } = await this.connection.request('dm:open', { username });
    return this.join(room.slug, room);
  }

  onMessage(listener: (incoming: IncomingMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  resolve(path: string): string {
    return /^(https?|blob|data):/.test(path) ? path : this.server + path;
  }

  close(): void {
    for (const { store, timer } of this.#rooms.values()) {
      clearTimeout(timer);
      store.leave();
    }
    this.#rooms.clear();
    this.connection.stop();
    this.#end.abort();
  }

  #enter(slug: string): Joined {
    const store = new ChatRoomStore(slug, {
      connection: this.connection,
      outbox: this.#outbox,
      drafts: this.#drafts,
      history: laterPart(({ RoomHistory }) => new RoomHistory(this.session.api, slug)),
      self: () => this.session.user,
      joined: ({ room, seq, messages }) => {
        this.#told.set(slug, Math.max(seq, this.#told.get(slug) ?? 0));
        this.conversations.joined(room);
        this.#outbox.acknowledge(...messages);
        this.#outbox.flush(slug);
      },
      refused: () => this.conversations.refresh(),
      read: (seq, unread) => this.conversations.read(slug, seq, unread),
    });
    const joined: Joined = { store, holders: 0 };
    this.#rooms.set(slug, joined);
    if (this.connection.state === 'online') store.rejoin();
    return joined;
  }

  #handlers(): ServerEvents {
    return {
      messages: (event) => {
        const { room, messages } = event;
        this.#store(room)?.receive(event);
        this.conversations.receive(event);
        this.#outbox.acknowledge(...messages);
        this.#tell(room, messages);
      },
      presence: (event) => this.#store(event.room)?.receivePresence(event),
      typing: ({ room, user, on }) => this.#store(room)?.receiveTyping(user, on),
      read: ({ room, userId, seq }) => this.#store(room)?.receiveRead(userId, seq),
      user: ({ user }) => {
        this.session.credentials.updateUser(user);
        this.#outbox.open(this.session.user);
        this.conversations.updateUser(user);
        for (const { store } of this.#rooms.values()) store.updateUser(user);
      },
      cleared: ({ room, seq }) => {
        this.#store(room)?.clear(seq);
        this.conversations.refresh();
      },
      'session:ended': ({ code }) => {
        const { user, credentials } = this.session;
        if (user) credentials.end(user.id, code);
      },
      'server:draining': () => this.connection.move(),
    };
  }

  #connected(): void {
    for (const { store } of this.#rooms.values()) store.rejoin();
    this.conversations.refresh();
    this.#outbox.resume();
  }

  #personChanged(before: User | undefined): void {
    const { user, endedBecause } = this.session;
    if (before && !user && endedBecause === undefined) {
      // His own doing: nothing of him stays on a machine that others may use.
      this.#outbox.forget();
      this.#drafts.open();
      this.#drafts.forget(before.id);
    }
    this.#told.clear();
    this.conversations.reset();
    for (const { store } of this.#rooms.values()) store.reset();
    this.#turnTo(user);
  }

  #turnTo(user: User | undefined): void {
    this.#drafts.open(user?.id);
    this.#outbox.open(user);
    if (user && !this.#end.signal.aborted) this.connection.start();
    else this.connection.stop();
  }

  #store(slug: string): ChatRoomStore | undefined {
    return this.#rooms.get(slug)?.store;
  }

  #keepText(room: string, text: string): void {
    this.#drafts.giveBack(room, text);
    this.#store(room)?.outboxChanged();
  }

  /** Tells of new messages of others; not of changes, repeats and what was caught up with. */
  #tell(slug: string, messages: readonly Message[]): void {
    for (const message of messages) {
      if (message.seq <= (this.#told.get(slug) ?? this.conversations.find(slug)?.readSeq ?? 0)) continue;
      this.#told.set(slug, message.seq);
      const isOld = message.editedAt !== undefined || message.deletedAt !== undefined;
      if (isOld || message.sender.id === this.session.user?.id) continue;
      const room = this.#roomOf(slug, message);
      if (room) for (const listener of this.#listeners) listener({ room, message });
    }
  }

  #roomOf(slug: string, { sender }: Message): Room | undefined {
    const known = this.#store(slug)?.room ?? this.conversations.find(slug)?.room;
    if (known || !slug.startsWith(directRoomPrefix)) return known;
    return { slug, kind: 'direct', title: sender.displayName, peer: sender };
  }
}
