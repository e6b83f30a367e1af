import type { HTMLAttributes, ReservedProps } from 'vue';
import type { ChatRoomEvent, ChatRoomEventDetails, ChatRoomProps } from '../index.js';

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

/** `@chat-ready="…"` in a template is the property `onChatReady`. */
type Listeners = {
  [Name in keyof ChatRoomEventDetails as `on${Capitalize<Camel<Name>>}`]?: (event: ChatRoomEvent<Name>) => void;
};

declare module 'vue' {
  interface GlobalComponents {
    'chat-room': new () => { $props: HTMLAttributes & ReservedProps & ChatRoomProps & Listeners };
  }
}
