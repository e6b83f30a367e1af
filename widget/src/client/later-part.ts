import { ChatClientError } from './client-error.js';

/** A part of the client that loads when it is first wanted. Rejects with `offline` when it cannot be had, and tries again the next time. */
export function laterPart<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let part: Promise<Part> | undefined;
  return () => {
    part ??= load().catch(() => {
      part = undefined;
      throw new ChatClientError('offline');
    });
    return part;
  };
}
