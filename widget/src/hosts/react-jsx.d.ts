import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ChatRoom, ChatRoomEvent, ChatRoomEventDetails, ChatRoomProps } from '../index.js';

/** React 19 listens to an element's own event `chat-ready` by the property `onchat-ready`. */
type Listeners = { [Name in keyof ChatRoomEventDetails as `on${Name}`]?: (event: ChatRoomEvent<Name>) => void };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'chat-room': DetailedHTMLProps<HTMLAttributes<ChatRoom>, ChatRoom> & ChatRoomProps & Listeners;
    }
  }
}
