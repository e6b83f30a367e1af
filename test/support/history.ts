import type { HistoryPage, Message } from '@chat-room/protocol';
import { api } from './api.js';

/** Everything that was said in a room, page by page over HTTP. */
export async function wholeHistory(
  server: { url: string },
  token: string,
  room: string,
  after = 0,
): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const query = `after=${messages.at(-1)?.seq ?? after}&limit=200`;
    const { body } = await api<HistoryPage>(server, 'GET', `/rooms/${room}/messages?${query}`, { token });
    messages.push(...body.messages);
    if (body.messages.length < 200) return messages;
  }
}

/** What must be the same for everybody, one line a message. */
export function told(messages: Iterable<Message>): string[] {
  return [...messages]
    .sort((a, b) => a.seq - b.seq)
    .map(({ seq, rev, clientId, sender, text, reactions, editedAt, deletedAt }) => {
      const reacted = reactions.map(({ emoji, count }) => `${emoji}${count}`).join('');
      return [seq, rev, clientId, sender.id, text, reacted, editedAt ?? '', deletedAt ?? ''].join(' ');
    });
}

export function numbersTo(last: number): number[] {
  return Array.from({ length: last }, (_, n) => n + 1);
}
