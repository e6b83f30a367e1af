import type { Conversation, Message, MessagesEvent, User } from '@chat-room/protocol';
import { withUser } from './people.js';

// What becomes of the list of conversations. Nothing does before it has loaded, and this loads with it.

type List = readonly Conversation[];

/** The server counts no further. */
const mostUnread = 100;

/** The list as the server has it now; live messages may have overtaken its answer. */
export function merged(known: List, loaded: List): List {
  return sorted(
    loaded.map((item) => {
      const before = known.find(({ room }) => room.slug === item.room.slug);
      return before && before.rev > item.rev ? before : item;
    }),
  );
}

/** New and changed messages of a room; `self` is who reads. */
export function withMessages(list: List, { room: slug, messages, rev }: MessagesEvent, self: string | undefined): List {
  return changed(list, slug, (known) => {
    const last = messages.reduce<Message | undefined>(
      (latest, message) => (isLater(message, latest) ? message : latest),
      known.lastMessage,
    );
    const ofOthers = messages.filter(({ sender }) => sender.id !== self);
    const fresh = ofOthers.filter((message) => message.seq > known.seq && !message.deletedAt).length;
    const gone = ofOthers.filter((message) => isUnread(message, known) && message.rev > known.rev && message.deletedAt);
    return {
      ...known,
      ...(last && { lastMessage: last }),
      seq: Math.max(known.seq, last?.seq ?? 0),
      rev: Math.max(known.rev, rev),
      unread: Math.min(mostUnread, afterDeletion(known.unread, gone.length) + fresh),
    };
  });
}

/** The person has read up to `seq`, of which `unread` messages of others are left. */
export function withRead(list: List, slug: string, seq: number, unread: number): List {
  return changed(list, slug, (known) => ({
    ...known,
    readSeq: Math.max(known.readSeq, seq),
    unread: Math.min(mostUnread, unread),
  }));
}

/** Somebody has another name or picture. */
export function withPerson(list: List, user: User): List {
  return list.map((item) => ({
    ...item,
    ...(item.lastMessage && { lastMessage: withUser(item.lastMessage, user) }),
    room: item.room.peer?.id === user.id ? { ...item.room, peer: user, title: user.displayName } : item.room,
  }));
}

function changed(list: List, slug: string, change: (known: Conversation) => Conversation): List {
  return sorted(list.map((item) => (item.room.slug === slug ? change(item) : item)));
}

const isUnread = ({ seq }: Message, known: Conversation): boolean => seq > known.readSeq && seq <= known.seq;

/** Where there are more than are counted, so there are without some of them. */
const afterDeletion = (unread: number, deleted: number): number =>
  unread < mostUnread ? Math.max(0, unread - deleted) : unread;

function isLater(message: Message, than: Message | undefined): boolean {
  return !than || message.seq > than.seq || (message.seq === than.seq && message.rev > than.rev);
}

/** Most recent first; rooms without messages keep the server's order at the end. */
function sorted(items: List): List {
  const time = ({ lastMessage }: Conversation): string => lastMessage?.createdAt ?? '';
  return [...items].sort((a, b) => (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : 0));
}
