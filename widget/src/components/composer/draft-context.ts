import type { Message } from '@chat-room/protocol';
import type { RoomStore } from '../../client/types.js';

/** What the draft refers to: a message it answers, or the older one it changes. */
export class DraftContext {
  /** What was being written when the editing of an older message began, by room. */
  readonly #setAside = new WeakMap<RoomStore, string>();

  reply(room: RoomStore, message: Message): void {
    const { editing, ...draft } = room.draft;
    room.draft = { ...draft, text: editing ? this.#takeBack(room) : draft.text, replyTo: message };
  }

  edit(room: RoomStore, message: Message): void {
    if (!room.draft.editing) this.#setAside.set(room, room.draft.text);
    room.draft = { text: message.text, editing: message };
  }

  /** Refers to nothing any more; what was written before is there again. */
  drop(room: RoomStore): void {
    const { text, editing } = room.draft;
    room.draft = { text: editing ? this.#takeBack(room) : text };
  }

  #takeBack(room: RoomStore): string {
    const text = this.#setAside.get(room) ?? '';
    this.#setAside.delete(room);
    return text;
  }
}
