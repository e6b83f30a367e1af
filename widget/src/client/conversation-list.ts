import type { Conversation, Message, MessagesEvent, Room, User } from '@chat-room/protocol';
import type { Api } from './api.js';
import { codeOf } from './client-error.js';
import { Emitter } from './emitter.js';
import { withUser } from './people.js';
import type { ClientErrorCode, ConversationList } from './types.js';

/** The server counts no further. */
const mostUnread = 100;

/** The list of conversations. Loaded when somebody first looks at it, and kept up by what the server sends. */
export class Conversations extends Emitter implements ConversationList {
  #all: readonly Conversation[] = [];
  loading = false;
  error?: ClientErrorCode;
  #isWatched = false;
  #load?: Promise<void>;
  #isStale = false;

  constructor(
    private readonly api: Api,
    private readonly self: () => User | undefined,
    /** Whether a public room is open on this page. */
    private readonly isOpen: (slug: string) => boolean,
  ) {
    super();
  }

  /** Of a site's many rooms only those that this page is about. */
  get items(): readonly Conversation[] {
    return this.#all.filter(({ room }) => room.kind === 'direct' || this.isOpen(room.slug));
  }

  get unread(): number {
    return this.items.reduce((sum, { unread }) => sum + unread, 0);
  }

  override subscribe(listener: () => void): () => void {
    if (!this.#isWatched) {
      this.#isWatched = true;
      if (this.self()) void this.reload();
    }
    return super.subscribe(listener);
  }

  reload(): Promise<void> {
    this.#isWatched = true;
    this.#isStale = this.#load !== undefined;
    this.#load ??= this.#reload();
    return this.#load;
  }

  /** The connection is new, or somebody else is signed in: what is shown may be outdated. */
  refresh(): void {
    if (this.#isWatched && this.self()) void this.reload();
  }

  reset(): void {
    this.#all = [];
    delete this.error;
    this.changed();
  }

  find(slug: string): Conversation | undefined {
    return this.#all.find(({ room }) => room.slug === slug);
  }

  /** New and changed messages of a room. The list is loaded again for one that is not in it, or of which something is missing. */
  receive({ room: slug, messages, prev, rev }: MessagesEvent): void {
    const known = this.find(slug);
    if (!known || prev > known.rev) this.refresh();
    if (!known) return;
    const self = this.self()?.id;
    const last = messages.reduce<Message | undefined>(
      (latest, message) => (isLater(message, latest) ? message : latest),
      known.lastMessage,
    );
    const seq = Math.max(known.seq, last?.seq ?? 0);
    const ofOthers = messages.filter(({ sender }) => sender.id !== self);
    const fresh = ofOthers.filter((message) => message.seq > known.seq && !message.deletedAt).length;
    const gone = ofOthers.filter((message) => isUnread(message, known) && message.rev > known.rev && message.deletedAt);
    this.#replace({
      ...known,
      ...(last && { lastMessage: last }),
      seq,
      rev: Math.max(known.rev, rev),
      unread: Math.min(mostUnread, afterDeletion(known.unread, gone.length) + fresh),
    });
  }

  /** The person has read up to `seq`, of which `unread` messages of others are left. */
  read(slug: string, seq: number, unread: number): void {
    const known = this.find(slug);
    if (known) this.#replace({ ...known, readSeq: Math.max(known.readSeq, seq), unread: Math.min(mostUnread, unread) });
  }

  /** A room that is joined belongs into the list. */
  joined(room: Room): void {
    if (this.#isWatched && !this.find(room.slug)) void this.reload();
    this.changed();
  }

  /** A room is not open on this page any more. */
  left(): void {
    this.changed();
  }

  updateUser(user: User): void {
    this.#all = this.#all.map((item) => ({
      ...item,
      ...(item.lastMessage && { lastMessage: withUser(item.lastMessage, user) }),
      room: item.room.peer?.id === user.id ? { ...item.room, peer: user, title: user.displayName } : item.room,
    }));
    this.changed();
  }

  async #reload(): Promise<void> {
    this.loading = true;
    this.changed();
    try {
      do {
        this.#isStale = false;
        const { rooms } = await this.api.call<{ rooms: Conversation[] }>('GET', '/rooms');
        this.#all = sorted(rooms.map((room) => this.#newer(room)));
        delete this.error;
      } while (this.#isStale);
    } catch (error) {
      this.error = codeOf(error);
    }
    this.loading = false;
    this.#load = undefined;
    this.changed();
  }

  /** Live messages may have overtaken the answer. */
  #newer(item: Conversation): Conversation {
    const known = this.find(item.room.slug);
    return known && known.rev > item.rev ? known : item;
  }

  #replace(item: Conversation): void {
    this.#all = sorted(this.#all.map((other) => (other.room.slug === item.room.slug ? item : other)));
    this.changed();
  }
}

const isUnread = ({ seq }: Message, known: Conversation): boolean => seq > known.readSeq && seq <= known.seq;

/** Where there are more than are counted, so there are without some of them. */
const afterDeletion = (unread: number, deleted: number): number =>
  unread < mostUnread ? Math.max(0, unread - deleted) : unread;

function isLater(message: Message, than: Message | undefined): boolean {
  return !than || message.seq > than.seq || (message.seq === than.seq && message.rev > than.rev);
}

/** Most recent first; rooms without messages keep the server's order at the end. */
function sorted(items: readonly Conversation[]): Conversation[] {
  const time = ({ lastMessage }: Conversation): string => lastMessage?.createdAt ?? '';
  return [...items].sort((a, b) => (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : 0));
}
