import type { Message, Room, User } from '@chat-room/protocol';
import type { ClientErrorCode } from '../../client/types.js';

/** What `<chat-room>` tells the page; every event bubbles and crosses shadow roots. */
export interface ChatRoomEventDetails {
  /** The room is joined and its messages are shown. Again after another `room` or another login. */
  'chat-ready': { room: Room; user: User };
  /** A new message of somebody else, live, in this room or in any private conversation. */
  'chat-message': { room: Room; message: Message };
  /** How many messages wait unread, over the room and all private conversations. */
  'chat-unread': { count: number };
  /** Something failed that the page may want to know of; the widget shows it anyway. */
  'chat-error': { code: ClientErrorCode; message: string };
  /** Somebody logged in or out. */
  'chat-auth': { signedIn: boolean; user?: User };
}

export type ChatRoomEvent<Name extends keyof ChatRoomEventDetails> = CustomEvent<ChatRoomEventDetails[Name]>;

declare global {
  interface HTMLElementEventMap {
    'chat-ready': ChatRoomEvent<'chat-ready'>;
    'chat-message': ChatRoomEvent<'chat-message'>;
    'chat-unread': ChatRoomEvent<'chat-unread'>;
    'chat-error': ChatRoomEvent<'chat-error'>;
    'chat-auth': ChatRoomEvent<'chat-auth'>;
  }
}
