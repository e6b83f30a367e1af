import type { Message } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import type { RoomStore } from '../../client/types.js';
import { mediaWords } from '../../locales/media-words.js';
import type { ChatElement } from '../chat-element.js';
import { sayError } from '../error-words.js';
import { EmojiDrawer } from './emoji-drawer.js';
import { AttachMenu } from './files/attach-menu.js';
import { WaitingFiles } from './files/waiting-files.js';
import { replyOrEditBar } from './reply-edit-bar.js';
import { VoiceMessages } from './voice-messages.js';

export { styles } from './composer-extras.styles.js';

interface Host extends ChatElement {
  readonly room: RoomStore;
  /** Why the last thing asked for was not done. */
  problem: string;
  attach(files: readonly File[]): Promise<void>;
  send(input: Parameters<RoomStore['send']>[0]): void;
  insert(text: string): void;
}

/** The count of characters shows when so many are left. */
const nearLimit = 200;

/** What one writes with beside the field: answers, edits, files, emoji, stickers. Loads when it is first wanted. */
export class ComposerExtras {
  readonly drawer: EmojiDrawer;
  readonly files: WaitingFiles;
  readonly sources: AttachMenu;
  readonly voices: VoiceMessages;

  constructor(private readonly host: Host) {
    this.drawer = new EmojiDrawer(host);
    this.files = new WaitingFiles(host);
    this.sources = new AttachMenu(host);
    this.voices = new VoiceMessages(host);
  }

  async saveEdit(room: RoomStore, message: Message, text: string): Promise<void> {
    if (text === '') return;
    try {
      if (text !== message.text) await room.edit(message.id, text);
      if (room.draft.editing?.id === message.id) dropContext(room);
    } catch (error) {
      this.host.problem = sayError(this.host.ctx.t, error);
    }
  }

  /** Closes what is open here. False when nothing is. */
  escape(): boolean {
    const { replyTo, editing } = this.host.room.draft;
    if (this.drawer.isOpen) this.drawer.close();
    else if (this.sources.close()) return true;
    else if (replyTo || editing) this.dropContext();
    else return false;
    return true;
  }

  /** Above the field. */
  view(): TemplateResult {
    const { host } = this;
    const { room } = host;
    return html`${this.drawer.view()}${this.sources.view()}${replyOrEditBar(host, room.draft, this.dropContext)}${this.files.view(room)}${this.voices.view(room)}`;
  }

  /** How many characters are left, when that is near. */
  count(left: number): TemplateResult | typeof nothing {
    if (left > nearLimit) return nothing;
    const t = mediaWords(this.host.ctx.t);
    const said = left < 0 ? t('composer.over', { n: -left }) : t('composer.left', { n: left });
    return html`<p class="said count ${left < 0 ? 'wrong' : ''}" aria-live="polite">${said}</p>`;
  }

  private readonly dropContext = (): void => {
    dropContext(this.host.room);
    this.host.focus();
  };
}

/** The draft refers to nothing any more; what was written before is there again. */
function dropContext(room: RoomStore): void {
  const { text, aside = text } = room.draft;
  room.draft = { text: aside };
}
