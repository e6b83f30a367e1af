import { createChatClient } from './chat-client.js';
import type { ChatClient, SharedClient } from './types.js';

/** An element that is moved from place to place lets go and takes hold again: milliseconds until that counts as gone. */
const closeDelay = 2_000;

interface Shared {
  client: ChatClient;
  holders: number;
  timer?: ReturnType<typeof setTimeout>;
}

const clients = new Map<string, Shared>();

/** The client that all elements of a page share for one server: one connection, one session. */
export function sharedClient(server: string): SharedClient {
  const base = server.replace(/\/+$/, '');
  const shared = clients.get(base) ?? { client: createClient(base), holders: 0 };
  clients.set(base, shared);
  clearTimeout(shared.timer);
  shared.holders++;
  let isHeld = true;
  const release = (): void => {
    if (!isHeld) return;
    isHeld = false;
    if (--shared.holders > 0) return;
    shared.timer = setTimeout(() => {
      clients.delete(base);
      shared.client.close();
    }, closeDelay);
  };
  return { client: shared.client, release };
}

function createClient(server: string): ChatClient {
  const storage = localStorageOrNothing();
  return createChatClient({ server, ...(storage && { storage }) });
}

/** Reading the property itself throws where the person has blocked site data. */
function localStorageOrNothing(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
