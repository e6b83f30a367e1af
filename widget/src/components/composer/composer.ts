import type { Message } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Draft, OutgoingFile, RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { icon } from '../../theme/icons.js';
import { ChatElement, define } from '../chat-element.js';
import { whenIdle } from '../lazy.js';
import { Watch } from '../watch.js';
import { styles } from './composer.styles.js';
import type { ComposerExtras } from './composer-extras.js';
import './text-field.js';
import type { TextField } from './text-field.js';

/** From so many characters on, the limit may be near. */
const longText = 99;

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
  @state() private extras: ComposerExtras | undefined;
  /** Files that were chosen while the part that takes them in still loads: Send waits for them. */
  private admission: Promise<void> = Promise.resolve();
  private admitting = 0;

  constructor() {
    super();
    new Watch(this, () => [this.room]);
    whenIdle(this, Composer.prepare);
  }

  override focus(): void {
    void this.updateComplete.then(() => this.field?.focus());
  }

  insert(text: string): void {
    this.field?.insert(text);
  }

  reply(replyTo: Message): void {
    const { text, aside = text } = this.room.draft;
    this.refer({ text: aside, replyTo });
  }

  edit(editing: Message): void {
    const { text, aside = text } = this.room.draft;
    this.refer({ text: editing.text, editing, aside });
  }

  /** At once, while what shows it may still load: what is typed next is typed here. */
  private refer(draft: Draft): void {
    this.room.draft = draft;
    this.focus();
    void this.field?.caretToEnd();
  }

  async attach(added: readonly File[], room = this.room): Promise<void> {
    if (this.me?.guest) return this.tell('account');
    this.admitting++;
    this.admission = this.admission
      .then(() => this.withExtras(({ files }) => files.admit(room, added)))
      .finally(() => this.admitting--);
    return this.admission;
  }

  /** Does what takes more than plain text; that it cannot load is said. */
  private async withExtras(use: (extras: ComposerExtras) => void | Promise<void>): Promise<void> {
    try {
      // Once it is there it acts at once.
      if (!this.extras) await this.load();
    } catch {
      this.problem = this.t('error.offline');
    }
    if (this.extras) await use(this.extras);
  }

  private static prepare(composer: Composer): void {
    composer.load().catch(() => undefined);
  }

  private async load(): Promise<void> {
    const { ComposerExtras, styles } = await import('./composer-extras.js');
    this.extras ??= new ComposerExtras(this);
    this.wear(styles);
  }

  private get maxChars(): number {
    return this.ctx.config?.maxMessageChars ?? limits.messageChars;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('room')) this.problem = '';
    const { replyTo, editing, text } = this.room.draft;
    if ((replyTo || editing || text.length > longText) && !this.extras) void this.withExtras(() => undefined);
  }

  protected override render(): TemplateResult {
    const { t, room, extras } = this;
    const { draft } = room;
    const peer = room.room?.peer;
    const left = this.maxChars - [...draft.text].length;
    const isEmpty = draft.text.trim() === '' && this.files.length === 0;
    const ready = !isEmpty && left >= 0;
    return html`${extras?.view()}
      <div class="bar" part="composer" ?hidden=${extras?.voices.isRecording(room)}>
        <button class="icon-button attach" aria-label=${t('composer.attach')} title=${t('composer.attach')} @click=${this.browse}>
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
        ${(isEmpty && !draft.editing && extras?.voices.button()) || this.sendButton(ready)}
      </div>
      ${this.problem ? html`<p class="said wrong" role="alert">${this.problem}</p>` : nothing}${extras?.count(left)}`;
  }

  private sendButton(ready: boolean): TemplateResult {
    const { editing } = this.room.draft;
    const label = this.t('composer.send');
    return html`<button class="icon-button send ${ready ? 'ready' : ''}" aria-label=${label} title=${label} aria-disabled=${!ready} @click=${this.submit}>
      ${icon(editing ? 'check' : 'send', !editing)}
    </button>`;
  }

  private get files(): readonly OutgoingFile[] {
    return this.extras?.files.of(this.room) ?? [];
  }

  private escape(event: KeyboardEvent): void {
    if (this.extras?.escape()) event.preventDefault();
  }

  private submit(): void {
    const { room } = this;
    if (this.admitting > 0) {
      // A file that was refused, or could not be taken in, keeps back the text that was to go with it.
      void this.admission.then(() => room === this.room && !this.problem && this.submit());
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
    this.extras?.files.clear(room);
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
    else if (!matchMedia('(hover: hover)').matches) void this.withExtras(({ sources }) => sources.toggle());
    else this.renderRoot.querySelector<HTMLInputElement>('.bar input')?.click();
  }

  private chosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    void this.attach([...(input.files ?? [])]);
    input.value = '';
  }
}

define('chat-room-composer', Composer);
