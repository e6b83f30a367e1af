import type { Message } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons.js';
import { ChatElement, define } from '../chat-element.js';
import { sayError } from '../error-words.js';
import { Watch } from '../watch.js';
import { styles } from './composer.styles.js';
import { replyOrEditBar } from './reply-edit-bar.js';

/** The count of characters shows when so many are left. */
const nearLimit = 200;

/**
 * Where one writes. Enter sends, Shift+Enter begins a line, an input method's Enter only chooses a word. What is typed
 * lives in the room's draft from the first letter on.
 *
 * @fires sent - Something was handed to the outbox.
 * @fires edit-last - Arrow up in an empty field.
 * @csspart composer
 */
export class Composer extends ChatElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) room!: RoomStore;
  @state() private panelShown = false;
  @state() private problem = '';
  @query('textarea') private readonly area!: HTMLTextAreaElement;
  @state() private files: readonly File[] = [];
  /** What was being written when the editing of an older message began. */
  private setAside = '';

  constructor() {
    super();
    new Watch(this, () => [this.room]);
  }

  override focus(): void {
    void this.updateComplete.then(() => this.area.focus());
  }

  reply(message: Message): void {
    const { editing: _, ...draft } = this.room.draft;
    this.setDraft({ ...draft, text: this.room.draft.editing ? this.setAside : draft.text, replyTo: message });
    this.focus();
  }

  edit(message: Message): void {
    if (!this.room.draft.editing) this.setAside = this.room.draft.text;
    this.setDraft({ text: message.text, editing: message });
    void this.updateComplete.then(() => {
      this.focus();
      this.area.setSelectionRange(message.text.length, message.text.length);
    });
  }

  async attach(added: readonly File[]): Promise<void> {
    const { admitFiles } = await import('./pending-files.js');
    const { files, problem } = admitFiles(this.files, added, this.ctx);
    this.files = files;
    this.problem = problem;
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('room')) return;
    this.files = [];
    this.panelShown = false;
    this.problem = '';
    this.setAside = '';
  }

  protected override updated(): void {
    const { area } = this;
    const { text } = this.room.draft;
    // Never while an input method is at work in it: setting the value would tear its word away.
    if (area.value !== text && !this.composing) area.value = text;
    area.style.blockSize = 'auto';
    area.style.blockSize = `${area.scrollHeight}px`;
  }

  private composing = false;

  private get maxChars(): number {
    return this.ctx.config?.maxMessageChars ?? limits.messageChars;
  }

  protected override render(): TemplateResult {
    const { t, room } = this;
    const { draft } = room;
    const peer = room.room?.peer;
    const left = this.maxChars - [...draft.text].length;
    const ready = (draft.text.trim() !== '' || this.files.length > 0) && left >= 0;
    const placeholder = peer ? t('composer.writePrivate', { name: peer.displayName }) : t('composer.write');
    return html`${this.panelShown ? this.panel() : nothing}
      ${replyOrEditBar(this.ctx, draft, this.dropContext)}
      ${this.files.length > 0 ? this.pending() : nothing}
      <div class="bar" part="composer">
        ${this.button('attach', t('composer.attach'), () => this.renderRoot.querySelector<HTMLInputElement>('input')?.click())}
        <input type="file" multiple hidden aria-label=${t('composer.attach')} @change=${this.chosen} />
        <textarea
          rows="1"
          dir="auto"
          enterkeyhint="send"
          aria-label=${placeholder}
          placeholder=${placeholder}
          aria-invalid=${left < 0}
          @input=${this.input}
          @keydown=${this.key}
          @paste=${this.paste}
          @compositionstart=${() => {
            this.composing = true;
          }}
          @compositionend=${() => {
            this.composing = false;
          }}
          @blur=${() => this.room.setTyping(false)}
        ></textarea>
        <button
          class="icon-button emoji"
          aria-label=${t('composer.emoji')}
          title=${t('composer.emoji')}
          aria-expanded=${this.panelShown}
          @click=${this.togglePanel}
        >
          ${icon('smile')}
        </button>
        <button class="icon-button send ${ready ? 'ready' : ''}" aria-label=${t('composer.send')} title=${t('composer.send')} aria-disabled=${!ready} @click=${this.submit}>
          ${icon(draft.editing ? 'check' : 'send', !draft.editing)}
        </button>
      </div>
      ${this.said(left)}`;
  }

  private button(name: 'attach', label: string, act: () => void): TemplateResult {
    return html`<button class="icon-button" aria-label=${label} title=${label} @click=${act}>${icon(name)}</button>`;
  }

  private pending(): TemplateResult {
    return html`<chat-room-pending
      .ctx=${this.ctx}
      .files=${this.files}
      @removed=${(event: CustomEvent<File>) => {
        this.files = this.files.filter((file) => file !== event.detail);
      }}
    ></chat-room-pending>`;
  }

  private panel(): TemplateResult {
    return html`<div class="panel" @keydown=${this.panelKey}>
      <chat-room-emoji
        .ctx=${this.ctx}
        .stickers=${true}
        @emoji=${(event: CustomEvent<string>) => this.insert(event.detail)}
        @sticker=${(event: CustomEvent<string>) => this.sendSticker(event.detail)}
      ></chat-room-emoji>
    </div>`;
  }

  private said(left: number): TemplateResult | typeof nothing {
    const { t } = this;
    if (!this.problem && left > nearLimit) return nothing;
    const count =
      left < 0
        ? html`<span class="wrong">${t('composer.over', { n: -left })}</span>`
        : left <= nearLimit
          ? html`<span>${t('composer.left', { n: left })}</span>`
          : nothing;
    return html`<p class="said"><span class="wrong" role="alert">${this.problem}</span><span aria-live="polite">${count}</span></p>`;
  }

  private setDraft(draft: RoomStore['draft']): void {
    this.room.draft = draft;
    this.requestUpdate();
  }

  private input(): void {
    this.problem = '';
    this.setDraft({ ...this.room.draft, text: this.area.value });
    this.room.setTyping(this.area.value.trim() !== '');
  }

  private key(event: KeyboardEvent): void {
    // 229: Safari ends the composition before the Enter that ended it arrives.
    if (event.isComposing || this.composing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === 'ArrowUp' && this.area.value === '' && !this.room.draft.editing) {
      this.tell('edit-last');
      event.preventDefault();
    } else if (event.key === 'Escape' && (this.panelShown || this.room.draft.replyTo || this.room.draft.editing)) {
      event.preventDefault();
      if (this.panelShown) this.panelShown = false;
      else this.dropContext();
    }
  }

  private readonly dropContext = (): void => {
    const { draft } = this.room;
    this.setDraft({ text: draft.editing ? this.setAside : draft.text });
    this.setAside = '';
    this.focus();
  };

  private submit(): void {
    const { draft } = this.room;
    const text = draft.text.trim();
    if ([...text].length > this.maxChars || (text === '' && this.files.length === 0)) {
      this.focus();
      return;
    }
    if (draft.editing) {
      void this.saveEdit(draft.editing, text);
      return;
    }
    const { files } = this;
    this.files = [];
    this.send({ text, ...(files.length > 0 ? { files } : {}), ...(draft.replyTo ? { replyTo: draft.replyTo } : {}) });
    this.setDraft({ text: '' });
    this.focus();
  }

  private send(input: Parameters<RoomStore['send']>[0]): void {
    this.problem = '';
    // A refusal shows in the list, at the message itself; a dropped one is the person's own choice.
    this.room.send(input).catch(() => undefined);
    this.room.setTyping(false);
    this.tell('sent');
  }

  private sendSticker(emoji: string): void {
    this.send({ text: emoji });
    this.panelShown = false;
    this.focus();
  }

  private async saveEdit(message: Message, text: string): Promise<void> {
    if (text === '') return;
    try {
      if (text !== message.text) await this.room.edit(message.id, text);
      this.dropContext();
    } catch (error) {
      this.problem = sayError(this.t, error);
    }
  }

  private insert(emoji: string): void {
    const { area } = this;
    area.setRangeText(emoji, area.selectionStart, area.selectionEnd, 'end');
    this.input();
  }

  private chosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    void this.attach([...(input.files ?? [])]);
    input.value = '';
  }

  private paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    // Office programs put a picture of the text beside the text: then the text is meant.
    if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    void this.attach(files);
  }

  private readonly togglePanel = async (): Promise<void> => {
    await import('../emoji/emoji-panel.js');
    this.panelShown = !this.panelShown;
  };

  private panelKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.panelShown = false;
    this.renderRoot.querySelector<HTMLElement>('.emoji')?.focus();
  }
}

define('chat-room-composer', Composer);
