/** Bytes that are kept in all; what does not fit is not kept. */
const mostBytes = 512 * 1024 * 1024;
/** Milliseconds after which what nobody came back for is removed. */
const longest = 14 * 24 * 3_600_000;

interface Kept {
  readonly id: string;
  readonly owner: string;
  readonly content: Blob;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Files that are not up yet, in the browser's own database, so that they outlive the page. Where there is none, or it is
 * full, they live as long as the page: nothing here throws.
 */
export class KeptFiles {
  #database?: Promise<IDBDatabase | undefined>;
  /** One after the other: what is forgotten must not come back by an older write. */
  #last: Promise<unknown> = Promise.resolve();

  keep(id: string, owner: string, content: Blob): void {
    this.#enqueue(async (database) => {
      const files = (await answerOf(filesOf(database, 'readonly').getAll())) as Kept[];
      const now = Date.now();
      const stale = files.filter(({ at }) => at < now - longest);
      const held = files.reduce((sum, file) => sum + file.content.size, content.size);
      const store = filesOf(database, 'readwrite');
      for (const file of stale) store.delete(file.id);
      if (held <= mostBytes) await answerOf(store.put({ id, owner, content, at: now } satisfies Kept));
    });
  }

  async find(id: string): Promise<Blob | undefined> {
    const found = await this.#enqueue((database) => answerOf(filesOf(database, 'readonly').get(id)));
    return (found as Kept | undefined)?.content;
  }

  forget(id: string): void {
    this.#enqueue((database) => answerOf(filesOf(database, 'readwrite').delete(id)));
  }

  /** Forgets everything of one person. */
  forgetAll(owner: string): void {
    this.#enqueue(async (database) => {
      const files = (await answerOf(filesOf(database, 'readonly').getAll())) as Kept[];
      const store = filesOf(database, 'readwrite');
      for (const file of files) if (file.owner === owner) store.delete(file.id);
    });
  }

  #enqueue<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T | undefined> {
    this.#database ??= openDatabase().catch(() => undefined);
    const turn = this.#last.then(async () => {
      const database = await this.#database;
      return database && work(database);
    });
    const settled = turn.catch(() => undefined);
    this.#last = settled;
    return settled;
  }
}

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('chat-room', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('files', { keyPath: 'id' });
  return answerOf(request);
}

function filesOf(database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore {
  return database.transaction('files', mode).objectStore('files');
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
