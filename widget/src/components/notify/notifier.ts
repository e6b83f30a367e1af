import type { ChatClient, IncomingMessage } from '../../client/types.js';
import { mentionsIn } from '../messages/rich-text/mentions.js';
import { ownWords } from '../messages/rich-text/plain-text.js';
import { playChime } from './chime.js';
import { notifySettings } from './notify-settings.js';
import { UnreadTitle } from './unread-title.js';

const mostRemembered = 200;
/** Characters of a message; systems show fewer. */
const mostShown = 300;
/** These would turn round the system's own words as well. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;
const told = new Set<string>();
const titles = new WeakMap<ChatClient, UnreadTitle>();

/** Whether the person has this page before him. */
const isLookedAt = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

let last: Promise<unknown> = Promise.resolve();

/**
 * Tells somebody who looks elsewhere of a message for him: a private one, or one that names him. Once, however many elements
 * and tabs have heard of it, and in the order in which they come.
 */
export function notify(client: ChatClient, incoming: IncomingMessage, open: () => void): Promise<void> {
  const turn = last.then(() => tell(client, incoming, open));
  last = turn.catch(() => undefined);
  return turn;
}

async function tell(client: ChatClient, incoming: IncomingMessage, open: () => void): Promise<void> {
  const { desktop, sound, title } = notifySettings();
  if (title && !titles.has(client)) titles.set(client, new UnreadTitle(client));
  if (isLookedAt() || !isMeant(client, incoming) || !(await isFirst(incoming.message.id))) return;
  if (sound) playChime();
  if (desktop && globalThis.Notification?.permission === 'granted') show(client, incoming, open);
}

function isMeant({ session }: ChatClient, { room, message }: IncomingMessage): boolean {
  const me = new Set([session.user?.username.toLowerCase() ?? '']);
  return room.kind === 'direct' || mentionsIn(message.text, me).some(({ type }) => type === 'mention');
}

/** The first of all elements and tabs of this browser holds a lock on the message for a while. */
async function isFirst(id: string): Promise<boolean> {
  if (told.has(id)) return false;
  told.add(id);
  const [oldest] = told;
  if (told.size > mostRemembered && oldest !== undefined) told.delete(oldest);
  if (!navigator.locks) return true;
  return new Promise((resolve) => {
    navigator.locks
      .request(`chat-room:told:${id}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return new Promise((done) => setTimeout(done, 3_000));
      })
      .catch(() => resolve(true));
  });
}

const brief = (text: string): string => [...text.replace(turning, '')].slice(0, mostShown).join('');

function show(client: ChatClient, { room, message }: IncomingMessage, open: () => void): void {
  const { displayName, avatarUrl } = message.sender;
  const options = {
    body: brief(ownWords(message.text) || message.files[0]?.name || ''),
    icon: client.resolve(avatarUrl),
    // One a conversation: a newer one takes its place.
    tag: `chat-room:${room.slug}`,
  };
  try {
    const notification = new Notification(
      room.kind === 'direct' ? displayName : `${displayName} · ${room.title}`,
      options,
    );
    notification.onclick = () => {
      globalThis.focus();
      notification.close();
      open();
    };
  } catch {
    // Chrome for Android shows none without a service worker, which is the page's own affair.
  }
}
