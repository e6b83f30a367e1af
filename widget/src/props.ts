import type { ChatRoom } from './components/chat-room/chat-room.js';

/** What a page sets on `<chat-room>`, as attributes or as properties. */
export type ChatRoomProps = Partial<
  Pick<ChatRoom, 'room' | 'server' | 'token' | 'mode' | 'position' | 'theme' | 'lang' | 'guest'>
>;
