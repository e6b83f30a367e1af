import { onPage } from './page-events.js';
import type { ClientStorage } from './storage.js';
import type { Draft } from './types.js';

/** Milliseconds after the last key until a draft is written. */
const quiet = 400;

/** What one person has typed and not sent, by room. Another person's drafts stay apart. */
export class Drafts {
  #key?: string;
  #drafts: Record<string, Draft> = {};
  readonly #unsaved = new Set<string>();
  #timer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly storage: ClientStorage,
    signal: AbortSignal,
  ) {
    onPage('pagehide', signal, () => this.save());
    onPage('visibilitychange', signal, () => this.save());
    signal.addEventListener('abort', () => this.save());
  }

  /** Turns to the drafts of `userId`; nobody's are kept in memory alone. */
  open(userId?: string): void {
    this.save();
    this.#key = userId === undefined ? undefined : `drafts:${userId}`;
    this.#drafts = (this.#key !== undefined && this.storage.read<Record<string, Draft>>(this.#key)) || {};
  }

  get(room: string): Draft {
    return this.#drafts[room] ?? { text: '' };
  }

  set(room: string, draft: Draft): void {
    this.#drafts[room] = draft;
    this.#unsaved.add(room);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), quiet);
  }

  /** What could not be sent is there to be sent again, below what is being written; never in a message that is being edited. */
  giveBack(room: string, text: string): void {
    const draft = this.get(room);
    const key = draft.editing ? 'aside' : 'text';
    this.set(room, { ...draft, [key]: draft[key] ? `${draft[key]}\n${text}` : text });
  }

  /** Writes the rooms typed in here; those of other tabs keep what these wrote. */
  save(): void {
    clearTimeout(this.#timer);
    if (this.#key === undefined || this.#unsaved.size === 0) return;
    const stored = this.storage.read<Record<string, Draft>>(this.#key) ?? {};
    for (const room of this.#unsaved) {
      const draft = this.get(room);
      if (draft.text || draft.replyTo || draft.editing) stored[room] = draft;
      else delete stored[room];
    }
    this.#unsaved.clear();
    this.storage.write(this.#key, stored);
  }

  /** Forgets everything of a person who has signed out himself. */
  forget(userId: string): void {
    this.storage.write(`drafts:${userId}`, undefined);
  }
}
