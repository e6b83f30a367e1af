import type { ChatRoom } from './components/chat-room/chat-room.js';
import { start } from './start.js';

export type { File, Message, Room, User } from '@chat-room/protocol';
export type { ChatClient, ChatClientOptions } from './client/types.js';
export { ChatRoom } from './components/chat-room/chat-room.js';
export type { ChatRoomEvent, ChatRoomEventDetails } from './components/chat-room/events.js';
export type { ChatRoomProps } from './props.js';

declare global {
  interface HTMLElementTagNameMap {
    'chat-room': ChatRoom;
  }
}

// Bundled into a page's own code, the script's address says nothing: `server` is given, or it is the page's own.
start('');
