import { register } from 'vue-advanced-chat';
import { textOf } from '../text-of.mjs';

const people = [
  { _id: 'writer', username: 'writer' },
  { _id: 'reader', username: 'reader' },
];
const said = (n) => ({
  _id: String(n),
  content: textOf(n),
  senderId: 'writer',
  username: 'writer',
  date: '1 January',
  timestamp: '12:00',
});

/** A room of so many messages, whose pages it asks for as one scrolls up. */
export function open(count, pageSize) {
  register();
  const chat = document.createElement('vue-advanced-chat');
  let [oldest, newest] = [count, count];
  let messages = [];
  const settings = {
    height: '95vh',
    currentUserId: 'reader',
    rooms: [{ roomId: 'bench', roomName: 'bench', users: people }],
    roomsLoaded: true,
    singleRoom: true,
    messages,
    emojiDataSource: '/none',
  };
  for (const [name, value] of Object.entries(settings)) chat[name] = value;
  chat.addEventListener('fetch-messages', () => {
    const before = oldest;
    oldest = Math.max(0, before - pageSize);
    messages = [...Array.from({ length: before - oldest }, (_, at) => said(oldest + at)), ...messages];
    // Its own advice: an answer comes later than the question.
    setTimeout(() => {
      chat.messages = messages;
      chat.messagesLoaded = oldest === 0;
    });
  });
  document.body.append(chat);
  return {
    isShown: () => chat.shadowRoot?.querySelectorAll('.vac-message-wrapper').length >= pageSize,
    reached: () => newest - oldest,
    receive(more) {
      messages = [...messages, ...Array.from({ length: more }, (_, at) => said(newest + at))];
      newest += more;
      chat.messages = messages;
    },
  };
}
