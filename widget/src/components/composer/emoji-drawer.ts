import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { RoomStore } from '../../client/types.js';
import type { ChatElement } from '../chat-element.js';
import { PressOutside } from './press-outside.js';

interface Host extends ChatElement {
  readonly room: RoomStore;
  send(input: Parameters<RoomStore['send']>[0]): void;
  insert(text: string): void;
}

/** The panel of emoji and stickers above the field. An emoji goes into the text, a sticker goes off at once. */
export class EmojiDrawer implements ReactiveController {
  /** The room it was opened in: in another it closes. */
  private room: RoomStore | undefined;

  constructor(private readonly host: Host) {
    host.addController(this);
    new PressOutside(host, '.panel, .emoji', () => this.close());
  }

  hostUpdate(): void {
    if (!this.isOpen) this.room = undefined;
  }

  get isOpen(): boolean {
    return this.room === this.host.room;
  }

  async toggle(): Promise<void> {
    await import('../emoji/emoji-panel.js');
    this.show(this.isOpen ? undefined : this.host.room);
  }

  close(): void {
    if (this.room) this.show(undefined);
  }

  view(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<div class="panel" @keydown=${this.key}>
      <chat-room-emoji
        part="emoji"
        .ctx=${this.host.ctx}
        .stickers=${true}
        @emoji=${(event: CustomEvent<string>) => this.host.insert(event.detail)}
        @sticker=${(event: CustomEvent<string>) => this.sendSticker(event.detail)}
      ></chat-room-emoji>
    </div>`;
  }

  private show(room: RoomStore | undefined): void {
    this.room = room;
    this.host.requestUpdate();
  }

  private sendSticker(text: string): void {
    this.host.send({ text });
    this.close();
    this.host.focus();
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    this.close();
    this.host.renderRoot.querySelector<HTMLElement>('.emoji')?.focus();
  };
}
