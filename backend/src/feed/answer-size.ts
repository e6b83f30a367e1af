import type { Message } from '@chat-room/protocol';

/** Characters of one answer: at 4 MB of unsent data a client is cut off, and on a slow line he would never come to the end of a larger one. */
const mostCharacters = 500_000;
/** Characters of a message beside its text, or some more. */
const envelope = 500;

/** What a message takes, in characters. */
export function sizeOf({ text }: Message): number {
  return text.length + envelope;
}

/** How many of the first messages fit in one answer; one at the least. */
export function fittingIn(messages: readonly Message[]): number {
  let size = 0;
  const beyond = messages.findIndex((message) => {
    size += sizeOf(message);
    return size > mostCharacters;
  });
  return beyond === -1 ? messages.length : Math.max(1, beyond);
}
