import type { Message, User } from '@chat-room/protocol';

/** The same message with its people as they are now; the same object when nobody changed. */
export function withUser<M extends Pick<Message, 'sender' | 'replyTo'>>(message: M, user: User): M {
  const isSender = message.sender.id === user.id;
  const isQuoted = message.replyTo?.sender.id === user.id;
  if (!isSender && !isQuoted) return message;
  return {
    ...message,
    ...(isSender && { sender: user }),
    ...(isQuoted && { replyTo: { ...message.replyTo, sender: user } }),
  };
}

export function withUserIn<M extends Pick<Message, 'sender' | 'replyTo'>>(messages: readonly M[], user: User): M[] {
  return messages.map((message) => withUser(message, user));
}

/** The list with somebody's new name and picture. */
export function updatePerson(people: readonly User[], user: User): User[] {
  return people.map((person) => (person.id === user.id ? user : person));
}
