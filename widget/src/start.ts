import { define } from './components/chat-element.js';
import { ChatRoom } from './components/chat-room/chat-room.js';

/** Registers `<chat-room>`; elements without a `server` use the given one. */
export function start(server: string): void {
  ChatRoom.defaultServer ||= server;
  define('chat-room', ChatRoom);
}
