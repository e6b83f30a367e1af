import { ChatClientError } from './client-error.js';
import type * as OnOccasion from './on-occasion.js';

/** A part of the client that loads when it is first wanted. Rejects with `offline` when it cannot be had, and tries again the next time. */
export function laterPart<Part>(take: (parts: typeof OnOccasion) => Part): () => Promise<Part> {
  let part: Promise<Part> | undefined;
  return () => {
    part ??= import('./on-occasion.js').then(take, () => {
      part = undefined;
      throw new ChatClientError('offline');
    });
    return part;
  };
}
