import { onPage } from './page-events.js';

/** The three calls of Web Storage that the client needs. */
export type StorageArea = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * JSON values under one server's prefix. What the storage refuses (full, blocked, none given) is kept in memory, so that the
 * page goes on working; it only does not survive a reload.
 */
export class ClientStorage {
  readonly #memory = new Map<string, string>();
  readonly #prefix: string;

  constructor(
    server: string,
    private readonly area?: StorageArea,
  ) {
    this.#prefix = `chat-room:${server}:`;
  }

  read<T>(key: string): T | undefined {
    try {
      const text = this.#memory.get(key) ?? this.area?.getItem(this.#prefix + key);
      return text ? (JSON.parse(text) as T) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Writes a value; removes it when undefined. */
  write(key: string, value: unknown): void {
    this.#memory.delete(key);
    const text = JSON.stringify(value);
    try {
      if (text === undefined) this.area?.removeItem(this.#prefix + key);
      else if (this.area) this.area.setItem(this.#prefix + key, text);
      else this.#memory.set(key, text);
    } catch {
      if (text !== undefined) this.#memory.set(key, text);
    }
  }

  /** Calls back when another tab has written `key`. */
  watch(key: string, signal: AbortSignal, listener: () => void): void {
    onPage('storage', signal, (event) => {
      const { key: written, storageArea } = event as StorageEvent;
      if (storageArea === this.area && (written === null || written === this.#prefix + key)) listener();
    });
  }
}
