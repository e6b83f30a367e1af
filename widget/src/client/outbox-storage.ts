import { holdUntil, lockManager, whenReleased } from './lock.js';
import type { StoredEntry } from './outbox-entry.js';
import type { ClientStorage } from './storage.js';
import { uuid } from './uuid.js';

/**
 * Keeps the outboxes of all tabs under one key a person. Each tab sends its own; what a closed or reloaded one left is taken over
 * by another, open already or opened later, once its lock says that it is gone. (Where there are no Web Locks it is taken over at
 * once by the next that is opened: should two tabs send the same message, its `clientId` makes it one.)
 */
export class OutboxStorage {
  readonly #tab = uuid();
  readonly #end = new AbortController();
  #isHeld = false;
  readonly #watched = new Set<string>();

  constructor(
    private readonly storage: ClientStorage,
    private readonly userId: string,
    private readonly takeOver: (entries: StoredEntry[]) => void,
  ) {
    // Without locks nobody could tell that the others are still there.
    if (lockManager()) storage.watch(this.#key, this.#end.signal, () => this.adopt());
  }

  /** Takes nothing over any more, and leaves what is stored to whoever comes next. */
  close(): void {
    this.#end.abort();
  }

  /** Writes this tab's entries beside those of the others. */
  save(entries: readonly StoredEntry[]): void {
    if (entries.length > 0) this.#hold();
    const others = this.#read().filter(({ tab }) => tab !== this.#tab);
    this.#write([...others, ...entries.map((entry) => ({ ...entry, tab: this.#tab }))]);
  }

  /** Looks for entries of other tabs, and waits for these to be gone. */
  adopt(): void {
    const tabs = new Set(this.#read().map((entry) => entry.tab));
    for (const other of tabs) {
      if (other === undefined || other === this.#tab || this.#watched.has(other)) continue;
      this.#watched.add(other);
      whenReleased(this.#end.signal, lockOf(other), () => this.#adoptFrom(other));
    }
  }

  /** Gives what there was, of all tabs. */
  forget(): StoredEntry[] {
    const forgotten = this.#read();
    this.storage.write(this.#key, undefined);
    return forgotten;
  }

  get #key(): string {
    return `outbox:${this.userId}`;
  }

  #read(): StoredEntry[] {
    const stored = this.storage.read<StoredEntry[]>(this.#key);
    return Array.isArray(stored) ? stored : [];
  }

  #adoptFrom(other: string): void {
    this.#watched.delete(other);
    const all = this.#read();
    const left = all.filter((entry) => entry.tab === other);
    if (left.length === 0) return;
    this.#write(all.filter((entry) => entry.tab !== other));
    this.takeOver(left);
  }

  #write(entries: StoredEntry[]): void {
    this.storage.write(this.#key, entries.length > 0 ? entries : undefined);
  }

  #hold(): void {
    if (this.#isHeld) return;
    this.#isHeld = true;
    holdUntil(this.#end.signal, lockOf(this.#tab));
  }
}

function lockOf(id: string): string {
  return `chat-room:tab:${id}`;
}
