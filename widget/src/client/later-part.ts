import { ChatClientError } from './client-error.js';
import type * as Later from './later.js';

/** A part of the client that loads when it is first wanted. Rejects with `offline` when it cannot be had, and tries again the next time. */
export function laterPart<Part>(take: (later: typeof Later) => Part): () => Promise<Part> {
  let part: Promise<Part> | undefined;
  return () => {
    part ??= import('./later.js').then(take, () => {
      part = undefined;
      throw new ChatClientError('offline');
    });
    return part;
  };
}
