import type { Message } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import type { RoomStore } from '../../client/types.js';
import type { ChatElement } from '../chat-element.js';
import { sayError } from '../error-words.js';
import { DraftContext } from './draft-context.js';
import { EmojiDrawer } from './emoji-drawer.js';
import { admitFiles } from './pending-files.js';
import { replyOrEditBar } from './reply-edit-bar.js';

export { styles } from './composer-extras.styles.js';

interface Host extends ChatElement {
  readonly room: RoomStore;
  /** Why the last thing asked for was not done. */
  problem: string;
  send(input: Parameters<RoomStore['send']>[0]): void;
  insert(text: string): void;
  caretToEnd(): void;
}

/** What one writes with beside the field: answers, edits, files, emoji, stickers. Loads when it is first wanted. */
export class ComposerExtras {
  readonly drawer: EmojiDrawer;
  private readonly context = new DraftContext();
  /** What waits for Send, by room. */
  private readonly waiting = new WeakMap<RoomStore, readonly File[]>();

  constructor(private readonly host: Host) {
    this.drawer = new EmojiDrawer(host);
  }

  filesFor(room: RoomStore): readonly File[] {
    return this.waiting.get(room) ?? [];
  }

  wait(room: RoomStore, files: readonly File[]): void {
    this.waiting.set(room, files);
    this.host.requestUpdate();
  }

  admit(room: RoomStore, added: readonly File[]): void {
    const { files, problem } = admitFiles(this.filesFor(room), added, this.host.ctx);
    this.wait(room, files);
    this.host.problem = problem;
    this.host.focus();
  }

  reply(message: Message): void {
    this.context.reply(this.host.room, message);
    this.host.focus();
  }

  edit(message: Message): void {
    this.context.edit(this.host.room, message);
    this.host.focus();
    this.host.caretToEnd();
  }

  async saveEdit(room: RoomStore, message: Message, text: string): Promise<void> {
    if (text === '') return;
    try {
      if (text !== message.text) await room.edit(message.id, text);
      if (room.draft.editing?.id === message.id) this.context.drop(room);
    } catch (error) {
      this.host.problem = sayError(this.host.ctx.t, error);
    }
  }

  /** Closes what is open here. False when nothing is. */
  escape(): boolean {
    const { replyTo, editing } = this.host.room.draft;
    if (this.drawer.isOpen) this.drawer.close();
    else if (replyTo || editing) this.dropContext();
    else return false;
    return true;
  }

  /** Above the field. */
  view(): TemplateResult {
    const { host } = this;
    const files = this.filesFor(host.room);
    return html`${this.drawer.view()}${replyOrEditBar(host, host.room.draft, this.dropContext)}${
      files.length > 0
        ? html`<chat-room-pending
            .ctx=${host.ctx}
            .files=${files}
            @removed=${({ detail }: CustomEvent<File>) =>
              this.wait(
                host.room,
                files.filter((file) => file !== detail),
              )}
          ></chat-room-pending>`
        : nothing
    }`;
  }

  private readonly dropContext = (): void => {
    this.context.drop(this.host.room);
    this.host.focus();
  };
}
