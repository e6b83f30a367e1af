import type { User } from '@chat-room/protocol';
import type { RoomMessage, RoomStore } from '../../client/types.js';
import type { MessageItem } from './timeline.js';

/** What the person wants with a file that is on its way up. */
export interface UploadChange {
  readonly id: string;
  readonly to: 'cancel' | 'pause' | 'resume';
}

export interface RowActions {
  openPicture(message: RoomMessage, index: number): void;
  changeUpload(message: RoomMessage, id: string, change: 'cancelUpload' | 'pauseUpload' | 'resumeUpload'): void;
  reply(message: RoomMessage): void;
  edit(message: RoomMessage): void;
  react(message: RoomMessage, emoji: string, on: boolean): void;
  openMenu(message: RoomMessage, anchor: DOMRect, only?: 'reactions'): void;
  reveal(seq: number): void;
  person(username: string): void;
  retry(message: RoomMessage): void;
  drop(message: RoomMessage): void;
}

export interface RowView {
  readonly item: MessageItem;
  readonly me: User | undefined;
  readonly isPrivate: boolean;
  /** Pointed at or focused: its buttons are there. */
  readonly active: boolean;
  readonly flashed: boolean;
  /** How many others have read it. */
  readonly readers: number;
  /** The text as it is shown; `tabIndex` is for the links in it. */
  format(text: string, tabIndex: number): unknown;
  /** The text without its marks. */
  plain(text: string): string;
}

/** Of a hundred messages only the one that is pointed at or focused has anything that Tab stops at. */
export const tabIndex = ({ active }: RowView): number => (active ? 0 : -1);

/** Of one's own messages: how many others have read it, as far as is known. */
export function readersOf({ seq, sender }: RoomMessage, me: User | undefined, reads: RoomStore['reads']): number {
  if (seq === undefined || sender.id !== me?.id) return 0;
  return [...reads].filter(([id, upTo]) => id !== me.id && upTo >= seq).length;
}
