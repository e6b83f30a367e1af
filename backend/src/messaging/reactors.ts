import type { Message } from '@chat-room/protocol';

/** Who reacted, by message id and emoji, for messages that have reactions. */
export type Reactors = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Messages as everybody sees them alike, with what it takes to show each reader his own reactions. */
export interface SharedMessages {
  /** `reactions[].mine` is false in all of them. */
  readonly messages: Message[];
  readonly reactors?: Reactors | undefined;
}

/** Everybody who reacted to any of the messages. */
export function reactorIds(reactors: Reactors | undefined): Set<string> {
  return new Set(Object.values(reactors ?? {}).flatMap((byEmoji) => Object.values(byEmoji).flat()));
}

/** The messages as one reader sees them. */
export function seenBy(userId: string, { messages, reactors }: SharedMessages): Message[] {
  if (!reactors) return messages;
  return messages.map((message) => {
    const byEmoji = reactors[message.id];
    if (!byEmoji) return message;
    const reactions = message.reactions.map((reaction) => ({
      ...reaction,
      mine: byEmoji[reaction.emoji]?.includes(userId) ?? false,
    }));
    return { ...message, reactions };
  });
}
