import type { Notice, RoomMessage } from '../../client/types.js';
import { isSameDay } from '../../locales/formats.js';
import { keyOf } from './message-window.js';

/** Messages of one sender within this time are a group: name and avatar stand once. */
const groupMs = 5 * 60_000;

export interface MessageItem {
  readonly type: 'message';
  readonly key: string;
  readonly message: RoomMessage;
  readonly at: Date;
  /** Place in its group. */
  readonly first: boolean;
  readonly last: boolean;
}

export type TimelineItem =
  | MessageItem
  | { readonly type: 'unread'; readonly key: string }
  | { readonly type: 'notice'; readonly key: string; readonly notice: Notice };

/** What belongs under one day mark. */
export interface TimelineDay {
  readonly key: string;
  /** Absent where there is no message, only people who came or went. */
  readonly at?: Date;
  readonly items: TimelineItem[];
}

export interface TimelineInput {
  readonly messages: readonly RoomMessage[];
  readonly notices: readonly Notice[];
  readonly firstUnreadSeq?: number | undefined;
  /** Whether `messages` goes to the room's end: what happened after it belongs there. */
  readonly isLive: boolean;
}

const continues = (before: TimelineItem | undefined, message: RoomMessage, at: Date): boolean =>
  before?.type === 'message' &&
  before.message.sender.id === message.sender.id &&
  at.getTime() - before.at.getTime() < groupMs;

/** One line for several people who came, or went, one after the other. */
function addNotice(items: TimelineItem[], notice: Notice): void {
  const before = items.at(-1);
  if (before?.type !== 'notice' || before.notice.type !== notice.type) {
    items.push({ type: 'notice', key: notice.id, notice });
    return;
  }
  const known = new Set(before.notice.users.map(({ id }) => id));
  const users = [...before.notice.users, ...notice.users.filter(({ id }) => !known.has(id))];
  items[items.length - 1] = { ...before, notice: { ...before.notice, users } };
}

/** What the list shows, by days and in order: the new-messages line, notices, and messages with their place in a group. */
export function timeline({ messages, notices, firstUnreadSeq, isLive }: TimelineInput): TimelineDay[] {
  const days: TimelineDay[] = [];
  const keys = new Set<string>();
  let day: TimelineDay | undefined;
  let nextNotice = 0;
  let unreadShown = false;
  const firstSeq = messages.find(({ seq }) => seq !== undefined)?.seq;
  // Notices older than what is shown belong to a part of the room that is not loaded.
  while (firstSeq !== undefined && (notices[nextNotice]?.afterSeq ?? firstSeq) < firstSeq - 1) nextNotice++;

  const begin = (key: string, at?: Date): TimelineDay => {
    // A clock that was put back: the same day a second time.
    while (keys.has(key)) key += '+';
    keys.add(key);
    days.push({ key, items: [], ...(at && { at }) });
    return days[days.length - 1] as TimelineDay;
  };
  /** The day of what happens at `at`, begun unless it is the one that goes on. */
  const dayOf = (at: Date): TimelineDay => {
    if (!day?.at || !isSameDay(day.at, at)) day = begin(at.toDateString(), at);
    return day;
  };
  /** Notices have this machine's clock, messages the server's: a message's day is taken where it can be, and no notice turns one back. */
  const noticesBefore = (seq: number, next?: Date): void => {
    for (let notice = notices[nextNotice]; notice && notice.afterSeq < seq; notice = notices[++nextNotice]) {
      const at = new Date(notice.at);
      if (next ? isSameDay(at, next) : day?.at && at > day.at) dayOf(at);
      day ??= begin('');
      addNotice(day.items, notice);
    }
  };

  for (const message of messages) {
    const at = new Date(message.createdAt);
    noticesBefore(message.seq ?? Number.POSITIVE_INFINITY, at);
    const { items } = dayOf(at);
    if (!unreadShown && firstUnreadSeq !== undefined && message.seq !== undefined && message.seq >= firstUnreadSeq) {
      items.push({ type: 'unread', key: 'unread' });
      unreadShown = true;
    }
    const before = items.at(-1);
    const first = !continues(before, message, at);
    if (!first && before?.type === 'message') items[items.length - 1] = { ...before, last: false };
    items.push({ type: 'message', key: keyOf(message), message, at, first, last: true });
  }
  if (isLive) noticesBefore(Number.POSITIVE_INFINITY);
  return days;
}
