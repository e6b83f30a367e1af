import type { Conversation, MessagesEvent, Room, User } from '@chat-room/protocol';
import type { Api } from './api.js';
import { codeOf } from './client-error.js';
import type * as Changes from './conversation-changes.js';
import { Emitter } from './emitter.js';
import { laterPart } from './later-part.js';
import type { ClientErrorCode, ConversationList } from './types.js';

const loadChanges = laterPart((changes) => changes);

/** The list of conversations. Loaded when somebody first looks at it, and kept up by what the server sends. */
export class Conversations extends Emitter implements ConversationList {
  #all: readonly Conversation[] = [];
  loading = false;
  error?: ClientErrorCode;
  #isWatched = false;
  #load?: Promise<void>;
  #isStale = false;
  /** There since the list was first loaded. */
  #changes?: typeof Changes;

  constructor(
    private readonly api: Api,
    private readonly self: () => User | undefined,
    /** Whether a public room is open on this page. */
    private readonly isOpen: (slug: string) => boolean,
    /** Whether a room is about to be shown: the list comes behind it. */
    private readonly isJoining: () => boolean,
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
      this.refresh();
    }
    return super.subscribe(listener);
  }

  reload(): Promise<void> {
    this.#isWatched = true;
    this.#isStale = this.#load !== undefined;
    this.#load ??= this.#reload();
    return this.#load;
  }

  /** The connection is new, somebody else is signed in, or a room is joined or cannot be: what is shown may be outdated. */
  refresh(): void {
    if (this.#isWatched && this.self() && (this.#changes || !this.isJoining())) void this.reload();
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
  receive(event: MessagesEvent): void {
    const known = this.find(event.room);
    if (!known || event.prev > known.rev) this.refresh();
    if (known) this.#change(({ withMessages }) => withMessages(this.#all, event, this.self()?.id));
  }

  /** The person has read up to `seq`, of which `unread` messages of others are left. */
  read(slug: string, seq: number, unread: number): void {
    if (this.find(slug)) this.#change(({ withRead }) => withRead(this.#all, slug, seq, unread));
  }

  /** A room that is joined belongs into the list. */
  joined(room: Room): void {
    if (!this.find(room.slug)) this.refresh();
    this.changed();
  }

  /** A room is not open on this page any more. */
  left(): void {
    this.changed();
  }

  updateUser(user: User): void {
    this.#change(({ withPerson }) => withPerson(this.#all, user));
  }

  async #reload(): Promise<void> {
    this.loading = true;
    this.changed();
    try {
      do {
        this.#isStale = false;
        const { rooms } = await this.api.call<{ rooms: Conversation[] }>('GET', '/rooms');
        this.#changes ??= await loadChanges();
        this.#all = this.#changes.merged(this.#all, rooms);
        delete this.error;
      } while (this.#isStale);
    } catch (error) {
      this.error = codeOf(error);
    }
    this.loading = false;
    this.#load = undefined;
    this.changed();
  }

  #change(change: (changes: typeof Changes) => readonly Conversation[]): void {
    if (!this.#changes) return;
    this.#all = change(this.#changes);
    this.changed();
  }
}
