import type { Conversation, JoinedRoom, Message, Room, ServerConfig, User } from '@chat-room/protocol';
import type { ClientErrorCode } from './error-types.js';
import type { OutgoingFile, Upload } from './upload-types.js';

export type * from './error-types.js';
export type * from './upload-types.js';

/** Something that changes and says so. Every store of the client is one; components redraw when it does. */
export interface Observable {
  /** Called after every change, at most once a microtask. Returns the way to stop it. */
  subscribe(listener: () => void): () => void;
}

export type ConnectionState = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'offline';

/** One per server and page; every `<chat-room>` on the page shares it. */
export interface Connection extends Observable {
  readonly state: ConnectionState;
  /** When the next attempt starts, milliseconds since the epoch; only while reconnecting. */
  readonly retryAt?: number;
  /** Try again now. */
  retry(): void;
}

export type SessionState = 'signed-out' | 'signed-in';

export interface SessionStore extends Observable {
  readonly state: SessionState;
  readonly user?: User;
  /** Why the session ended, when it was not the person's own doing. */
  readonly endedBecause?: string;
  /** Why the picture chosen at registration could not be stored; the account exists all the same. */
  readonly avatarError?: ClientErrorCode;
  register(input: { username: string; password: string; displayName?: string; avatar?: Blob }): Promise<User>;
  login(input: { username: string; password: string }): Promise<User>;
  /** The host site's token that the person was signed in with last; see docs/signing-in.md. */
  readonly hostToken?: string;
  /**
   * Signs in with a token of the host site's backend, in place of whoever is signed in. Kept for as long as the page lives, and by
   * this page alone.
   */
  signInWithToken(token: string): Promise<User>;
  /** The host site has no token any more: nobody of it is signed in here. */
  leaveHost(): Promise<void>;
  /** Signs in as a guest, where the server lets guests in. */
  signInAsGuest(): Promise<User>;
  logout(): Promise<void>;
  update(input: { displayName?: string; password?: string; currentPassword?: string }): Promise<User>;
  setAvatar(image: Blob): Promise<User>;
  removeAvatar(): Promise<User>;
}

export type DeliveryState = 'sending' | 'failed' | 'sent';

/** A message as the list shows it: the server's, or one of the outbox that has no `seq` yet. */
export interface RoomMessage extends Omit<Message, 'id' | 'seq' | 'rev'> {
  /** Absent until the server has it. */
  readonly id?: string;
  readonly seq?: number;
  readonly rev?: number;
  readonly delivery: DeliveryState;
  /** With `failed`. */
  readonly error?: ClientErrorCode;
  /** Own messages that still carry uploads. */
  readonly uploads?: readonly Upload[];
}

/** A message that the server has; what replies, edits and jumps need. `isSent` tells it from one of the outbox. */
export type SentMessage = RoomMessage & Pick<Message, 'id' | 'seq' | 'rev'>;

/** Somebody came or went. Lives in memory only, at the place in the list where it happened. */
export interface Notice {
  readonly id: string;
  readonly type: 'joined' | 'left';
  readonly users: readonly User[];
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The newest `seq` that was known when it happened: the notice stands after it. */
  readonly afterSeq: number;
}

export interface Draft {
  readonly text: string;
  readonly replyTo?: Message;
  readonly editing?: Message;
  /** With `editing`: what was being written before, and is there again when that ends. */
  readonly aside?: string;
}

export type RoomState = 'joining' | 'joined' | 'failed';

/** One room or private conversation. */
export interface RoomStore extends Observable {
  readonly slug: string;
  readonly state: RoomState;
  /** Why joining failed: `not_found`, `forbidden`, … */
  readonly error?: ClientErrorCode;
  readonly room?: Room;
  /** What one is in this room; absent until joined. */
  readonly me?: JoinedRoom['me'];
  /** A contiguous run of the room's messages by `seq`, then the outbox; never with a hole. */
  readonly messages: readonly RoomMessage[];
  readonly notices: readonly Notice[];
  readonly online: readonly User[];
  readonly onlineCount: number;
  /** People typing now, without oneself. */
  readonly typing: readonly User[];
  /** How far each other person has read, by user id. */
  readonly reads: ReadonlyMap<string, number>;
  readonly hasOlder: boolean;
  /** Whether `messages` ends before the newest, after `loadAround`. */
  readonly hasNewer: boolean;
  readonly loading: 'older' | 'newer' | 'around' | undefined;
  readonly loadError?: ClientErrorCode;
  readonly unread: number;
  /** Where the "new messages" line stands: the first message that was not read when it came, or when the room was opened. */
  readonly firstUnreadSeq?: number;
  draft: Draft;

  loadOlder(): Promise<void>;
  loadNewer(): Promise<void>;
  /** Shows the run around one message, for jumps from history and quotes. */
  loadAround(seq: number): Promise<void>;
  /** Back to the newest messages. */
  loadLatest(): Promise<void>;

  /** Queues a message in the outbox; resolves when the server has it, rejects when the server refuses it for good or it is dropped. */
  send(input: { text?: string; files?: readonly (Blob | OutgoingFile)[]; replyTo?: Message }): Promise<Message>;
  /** Tries a failed message again, before all that still wait. (A failed message holds nobody up: those behind it go on.) */
  retry(clientId: string): void;
  /** Takes a message that is not sent out of the outbox. */
  drop(clientId: string): void;
  cancelUpload(clientId: string, uploadId: string): void;
  /** Sets a file aside; messages behind the one that will carry it go on. Kept across reloads. */
  pauseUpload(clientId: string, uploadId: string): void;
  resumeUpload(clientId: string, uploadId: string): void;
  edit(messageId: string, text: string): Promise<Message>;
  delete(messageId: string): Promise<Message>;
  react(messageId: string, emoji: string, on: boolean): Promise<Message>;

  /** Asks to be let in once more: after that has failed, or when addresses of files have expired. */
  rejoin(): void;

  setTyping(on: boolean): void;
  /**
   * Says which messages are on screen. The run is kept to about a thousand messages and trimmed far from there;
   * without a call it is trimmed far from where it was last extended.
   */
  view(firstSeq: number, lastSeq: number): void;
  /** The person has seen everything up to `seq`. */
  markRead(seq: number): void;
  /** The person is not looking: the "new messages" line goes before what is unread, unless it stands before unread ones already. */
  markUnseen(): void;
  search(query: string, before?: number): Promise<Message[]>;
  /** A page of the asker's history, oldest first, without touching `messages`. */
  history(page: { before?: number; limit?: number }): Promise<Message[]>;
  /** Clears the history for oneself alone. */
  clearHistory(): Promise<void>;
}

/** The list of conversations: the rooms that are open on this page and all private ones, most recent first. */
export interface ConversationList extends Observable {
  readonly items: readonly Conversation[];
  readonly loading: boolean;
  readonly error?: ClientErrorCode;
  /** Unread messages over all of them. */
  readonly unread: number;
  reload(): Promise<void>;
}

export interface IncomingMessage {
  readonly room: Room;
  readonly message: Message;
}

/** The headless client: everything `<chat-room>` does, without a page. Runs in browsers and in Node. */
export interface ChatClient {
  readonly server: string;
  readonly connection: Connection;
  readonly session: SessionStore;
  readonly conversations: ConversationList;
  /** What the server allows; asked once. */
  config(): Promise<ServerConfig>;
  /** Joins the room, or returns it when it is joined already. Every call wants one `leave`. */
  join(slug: string): RoomStore;
  leave(slug: string): void;
  /** Opens (or makes) the private conversation with somebody; joined like any room. */
  openDirect(username: string): Promise<RoomStore>;
  /** A new message of somebody else, live, in any room or private conversation. */
  onMessage(listener: (incoming: IncomingMessage) => void): () => void;
  /** Absolute address of a path the server gave (`avatarUrl`, `url`, `thumbnailUrl`). */
  resolve(path: string): string;
  /** Closes the connection; the session is kept. */
  close(): void;
}

export interface ChatClientOptions {
  /** Base URL of the server, without a trailing slash. */
  server: string;
  /** Where session, outbox and drafts live across reloads; memory alone when absent. */
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

/** One element's hold on the client that all elements of a page share for one server. */
export interface SharedClient {
  readonly client: ChatClient;
  /** Gives it back; the last one to do so closes the connection, a moment later. */
  release(): void;
}
