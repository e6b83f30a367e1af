import 'deep-chat';
import { textOf } from '../text-of.mjs';

const said = (n) => ({ role: 'ai', text: textOf(n) });

/** A room of so many messages, whose pages it asks for as one scrolls up. */
export function open(count, pageSize) {
  const chat = document.createElement('deep-chat');
  let [oldest, newest] = [count, count];
  chat.demo = true;
  chat.style.inlineSize = '100%';
  chat.style.blockSize = '95vh';
  // `false` among them says that there are more.
  chat.loadHistory = () => {
    const before = oldest;
    oldest = Math.max(0, before - pageSize);
    const page = Array.from({ length: before - oldest }, (_, at) => said(oldest + at));
    return oldest > 0 ? [false, ...page] : page;
  };
  document.body.append(chat);
  return {
    isShown: () => chat.shadowRoot?.querySelectorAll('#messages .message-bubble').length >= pageSize,
    reached: () => newest - oldest,
    receive(more) {
      for (const end = newest + more; newest < end; newest++) chat.addMessage(said(newest));
    },
  };
}
