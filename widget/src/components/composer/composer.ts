import type { Message } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons.js';
import { ChatElement, define } from '../chat-element.js';
import { adopt } from '../lazy.js';
import { Watch } from '../watch.js';
import { styles } from './composer.styles.js';
import type { ComposerExtras } from './composer-extras.js';
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
  @state() problem = '';
  @query('chat-room-field') private readonly field?: TextField | null;
  private extras: ComposerExtras | undefined;
  /** Files that were chosen while the part that takes them in still loads: Send waits for them. */
  private admission: Promise<void> = Promise.resolve();
  private admitting = 0;

  constructor() {
    super();
    new Watch(this, () => [this.room]);
  }

  override focus(): void {
    void this.updateComplete.then(() => this.field?.focus());
  }

  insert(text: string): void {
    this.field?.insert(text);
  }

  caretToEnd(): void {
    void this.field?.caretToEnd();
  }

  reply(message: Message): void {
    void this.withExtras((extras) => extras.reply(message));
  }

  edit(message: Message): void {
    void this.withExtras((extras) => extras.edit(message));
  }

  async attach(added: readonly File[]): Promise<void> {
    if (this.me?.guest) return this.tell('account');
    const { room } = this;
    this.admitting++;
    this.admission = this.admission
      .then(() => this.withExtras((extras) => extras.admit(room, added)))
      .finally(() => this.admitting--);
    return this.admission;
  }

  /** Does what takes more than plain text; that it cannot load is said. */
  private async withExtras(use: (extras: ComposerExtras) => void | Promise<void>): Promise<void> {
    try {
      const { ComposerExtras, styles } = await import('./composer-extras.js');
      this.extras ??= new ComposerExtras(this);
      adopt(this, styles);
    } catch {
      this.problem = this.t('error.offline');
      return;
    }
    await use(this.extras);
  }

  private get maxChars(): number {
    return this.ctx.config?.maxMessageChars ?? limits.messageChars;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('room')) this.problem = '';
    const { replyTo, editing } = this.room.draft;
    if ((replyTo || editing) && !this.extras) void this.withExtras(() => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    const { t, room, extras } = this;
    const { draft } = room;
    const peer = room.room?.peer;
    const left = this.maxChars - [...draft.text].length;
    const ready = (draft.text.trim() !== '' || this.files.length > 0) && left >= 0;
    return html`${extras?.view()}
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
          aria-expanded=${extras?.drawer.isOpen ?? false}
          @click=${() => this.withExtras(({ drawer }) => drawer.toggle())}
        >
          ${icon('smile')}
        </button>
        <button class="icon-button send ${ready ? 'ready' : ''}" aria-label=${t('composer.send')} title=${t('composer.send')} aria-disabled=${!ready} @click=${this.submit}>
          ${icon(draft.editing ? 'check' : 'send', !draft.editing)}
        </button>
      </div>
      ${this.said(left)}`;
  }

  private get files(): readonly File[] {
    return this.extras?.filesFor(this.room) ?? [];
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
    if (this.extras?.escape()) event.preventDefault();
  }

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
      const { editing } = draft;
      void this.withExtras((extras) => extras.saveEdit(room, editing, text));
      return;
    }
    const { files } = this;
    this.extras?.wait(room, []);
    this.send({ text, ...(files.length > 0 ? { files } : {}), ...(draft.replyTo ? { replyTo: draft.replyTo } : {}) });
    this.room.draft = { text: '' };
  }

  send(input: Parameters<RoomStore['send']>[0]): void {
    this.problem = '';
    // A refusal shows in the list, at the message itself; a dropped one is the person's own choice.
    this.room.send(input).catch(() => undefined);
    this.room.setTyping(false);
    this.tell('sent');
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
}

define('chat-room-composer', Composer);
