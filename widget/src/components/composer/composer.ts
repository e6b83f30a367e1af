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
import { DraftContext } from './draft-context.js';
import { PressOutside } from './press-outside.js';
import { replyOrEditBar } from './reply-edit-bar.js';
import './text-field.js';
import type { TextField } from './text-field.js';

/** The count of characters shows when so many are left. */
const nearLimit = 200;

/**
 * Where one writes, and sends from: text, emoji, stickers, files. Nothing of it is lost by looking at another conversation.
 *
 * @fires account - A guest wants what takes an account.
 * @fires sent - Something was handed to the outbox.
 * @fires edit-last - Arrow up in an empty field.
 * @csspart composer
 */
export class Composer extends ChatElement {
  static override styles = [controls, styles];

  @property({ attribute: false }) room!: RoomStore;
  @state() private panelShown = false;
  @state() private problem = '';
  @query('chat-room-field') private readonly field?: TextField | null;
  private readonly context = new DraftContext();
  /** What waits for Send, by room. */
  private readonly waiting = new WeakMap<RoomStore, readonly File[]>();
  /** Files that were chosen while the part that takes them in still loads: Send waits for them. */
  private admission: Promise<void> = Promise.resolve();
  private admitting = 0;

  constructor() {
    super();
    new Watch(this, () => [this.room]);
    new PressOutside(this, '.panel, .emoji', () => {
      this.panelShown = false;
    });
  }

  override focus(): void {
    void this.updateComplete.then(() => this.field?.focus());
  }

  reply(message: Message): void {
    this.context.reply(this.room, message);
    this.focus();
  }

  edit(message: Message): void {
    this.context.edit(this.room, message);
    this.focus();
    void this.field?.caretToEnd();
  }

  async attach(added: readonly File[]): Promise<void> {
    if (this.me?.guest) return this.tell('account');
    const { room } = this;
    this.admitting++;
    this.admission = this.admission.then(() => this.admit(room, added)).finally(() => this.admitting--);
    return this.admission;
  }

  private async admit(room: RoomStore, added: readonly File[]): Promise<void> {
    try {
      const { admitFiles } = await import('./pending-files.js');
      const { files, problem } = admitFiles(this.waiting.get(room) ?? [], added, this.ctx);
      this.waiting.set(room, files);
      this.problem = problem;
    } catch {
      this.problem = this.t('error.offline');
    }
    this.requestUpdate();
    this.focus();
  }

  private get files(): readonly File[] {
    return this.waiting.get(this.room) ?? [];
  }

  private set files(files: readonly File[]) {
    this.waiting.set(this.room, files);
    this.requestUpdate();
  }

  private get maxChars(): number {
    return this.ctx.config?.maxMessageChars ?? limits.messageChars;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('room')) return;
    this.panelShown = false;
    this.problem = '';
  }

  protected override render(): TemplateResult {
    const { t, room } = this;
    const { draft } = room;
    const peer = room.room?.peer;
    const left = this.maxChars - [...draft.text].length;
    const ready = (draft.text.trim() !== '' || this.files.length > 0) && left >= 0;
    return html`${this.panelShown ? this.panel() : nothing}
      ${replyOrEditBar(this, draft, this.dropContext)}
      ${this.files.length > 0 ? this.pending() : nothing}
      <div class="bar" part="composer">
        <button class="icon-button" aria-label=${t('composer.attach')} title=${t('composer.attach')} @click=${this.browse}>
          ${icon('attach')}
        </button>
        <input type="file" multiple hidden aria-label=${t('composer.attach')} @change=${this.chosen} />
        <chat-room-field
          .ctx=${this.ctx}
          .room=${room}
          label=${peer ? t('composer.writePrivate', { name: peer.displayName }) : t('composer.write')}
          ?invalid=${left < 0}
          @enter=${this.submit}
          @escape=${(event: CustomEvent<KeyboardEvent>) => this.escape(event.detail)}
          @edit-last=${() => this.tell('edit-last')}
          @files=${(event: CustomEvent<File[]>) => this.attach(event.detail)}
        ></chat-room-field>
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
        @emoji=${(event: CustomEvent<string>) => this.field?.insert(event.detail)}
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

  private escape(event: KeyboardEvent): void {
    const { replyTo, editing } = this.room.draft;
    if (this.panelShown) this.panelShown = false;
    else if (replyTo || editing) this.dropContext();
    else return;
    event.preventDefault();
  }

  private readonly dropContext = (): void => {
    this.context.drop(this.room);
    this.focus();
  };

  private submit(): void {
    const { room } = this;
    if (this.admitting > 0) {
      void this.admission.then(() => room === this.room && this.submit());
      return;
    }
    const { draft } = room;
    const text = draft.text.trim();
    this.focus();
    if ([...text].length > this.maxChars || (text === '' && this.files.length === 0)) return;
    if (draft.editing) {
      void this.saveEdit(draft.editing, text);
      return;
    }
    const { files } = this;
    this.files = [];
    this.send({ text, ...(files.length > 0 ? { files } : {}), ...(draft.replyTo ? { replyTo: draft.replyTo } : {}) });
    this.room.draft = { text: '' };
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
    const { room } = this;
    if (text === '') return;
    try {
      if (text !== message.text) await room.edit(message.id, text);
      if (room.draft.editing?.id === message.id) this.context.drop(room);
    } catch (error) {
      this.problem = sayError(this.t, error);
    }
  }

  private browse(): void {
    if (this.me?.guest) this.tell('account');
    else this.renderRoot.querySelector<HTMLInputElement>('input')?.click();
  }

  private chosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    void this.attach([...(input.files ?? [])]);
    input.value = '';
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
