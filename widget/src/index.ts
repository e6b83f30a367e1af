import { start } from './start.js';

export type { ChatClient, ChatClientOptions } from './client/types.js';
export { ChatRoom } from './components/chat-room/chat-room.js';
export type { ChatRoomEvent, ChatRoomEventDetails } from './components/chat-room/events.js';

// Bundled into a page's own code, the script's address says nothing: `server` is given, or it is the page's own.
start('');
