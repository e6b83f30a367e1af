// What the types refuse. A line that they let through fails the check of this site.
import type { ChatRoom } from '@chat-room/widget/react';

export const chat: ChatRoom = document.createElement('chat-room');
// @ts-expect-error: there are two modes
chat.mode = 'floating';
// @ts-expect-error: text alone
chat.send({ text: 'Hello' });
chat.addEventListener('chat-unread', ({ detail }) => {
  // @ts-expect-error: a number
  const count: string = detail.count;
  return count;
});

// @ts-expect-error: there are three themes
export const colourful = <chat-room theme="colourful" />;
// @ts-expect-error: `detail` has a room and a message
export const listening = <chat-room onchat-message={({ detail }) => detail.text} />;
