import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { RoomStore } from '../../client/types.js';
import { controls } from '../../theme/controls.js';
import { ChatElement, define } from '../chat-element.js';
import { Watch } from '../watch.js';
import type { Suggestions } from './suggestions.js';
import { fieldStyles } from './text-field.styles.js';

/**
 * The field one writes in. It grows with its text, offers names while one writes `@` or `:`, and keeps every letter in the
 * room's draft. An input method's Enter only chooses a word.
 *
 * @fires enter - Enter alone.
 * @fires edit-last - Arrow up in an empty field.
 * @fires escape - Escape, when there is nothing here to close. `detail` is the event, to be taken by `preventDefault`.
 * @fires files - Files were pasted: `detail` are they.
 */
export class TextField extends ChatElement {
  static override styles = [controls, fieldStyles];

  @property({ attribute: false }) room!: RoomStore;
  @property() label = '';
  @property({ type: Boolean }) invalid = false;
  @query('textarea') readonly area!: HTMLTextAreaElement;
  private composing = false;
  /** The text that its height was measured for: that costs a layout, and most updates are of the room, not of the text. */
  private fitted: string | undefined;
  private suggestions: Suggestions | undefined;

  constructor() {
    super();
    new Watch(this, () => [this.room]);
  }

  override focus(): void {
    void this.updateComplete.then(() => this.area.focus());
  }

  /** Puts a text where the caret is. */
  insert(text: string): void {
    this.replace(text, this.area.selectionStart);
  }

  async caretToEnd(): Promise<void> {
    await this.updateComplete;
    this.area.setSelectionRange(this.area.value.length, this.area.value.length);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('room')) this.suggestions?.close();
  }

  protected override updated(): void {
    const { area } = this;
    const { text } = this.room.draft;
    // Never while an input method is at work in it: setting the value would tear its word away.
    if (area.value !== text && !this.composing) area.value = text;
    if (this.fitted !== area.value && !CSS.supports('field-sizing', 'content')) this.fit();
  }

  private fit(): void {
    const { area } = this;
    this.fitted = area.value;
    area.style.blockSize = 'auto';
    area.style.blockSize = `${area.scrollHeight}px`;
  }

  protected override render(): TemplateResult {
    const { suggestions } = this;
    return html`${suggestions?.view()}<textarea
        rows="1"
        dir="auto"
        enterkeyhint="send"
        aria-label=${this.label}
        placeholder=${this.label}
        aria-invalid=${this.invalid}
        aria-autocomplete="list"
        aria-controls=${suggestions?.isOpen ? 'suggestions' : nothing}
        aria-activedescendant=${suggestions?.activeId ?? nothing}
        @input=${this.input}
        @keydown=${this.key}
        @paste=${this.paste}
        @compositionstart=${() => {
          this.composing = true;
        }}
        @compositionend=${() => {
          this.composing = false;
        }}
        @blur=${this.left}
      ></textarea>`;
  }

  private input(): void {
    const { value } = this.area;
    this.room.draft = { ...this.room.draft, text: value };
    this.room.setTyping(value.trim() !== '');
    void this.suggest().catch(() => undefined);
    this.requestUpdate();
  }

  private async suggest(): Promise<void> {
    if (!this.suggestions && /[@:]/.test(this.area.value)) {
      const { Suggestions, suggestionStyles } = await import('./suggestions.js');
      this.wear(suggestionStyles);
      this.suggestions ??= new Suggestions(this);
    }
    await this.suggestions?.update();
  }

  /** Puts a text where another begins, up to the caret. */
  replace(text: string, start: number): void {
    this.area.setRangeText(text, start, this.area.selectionEnd, 'end');
    this.input();
  }

  private key(event: KeyboardEvent): void {
    // 229: Safari ends the composition before the Enter that ended it arrives.
    if (event.isComposing || this.composing || event.keyCode === 229) return;
    if (this.suggestions?.key(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.tell('enter');
    } else if (event.key === 'ArrowUp' && this.area.value === '' && !this.room.draft.editing) {
      event.preventDefault();
      this.tell('edit-last');
    } else if (event.key === 'Escape') this.tell('escape', event);
  }

  private paste(event: ClipboardEvent): void {
    const { files = [], types = [] } = event.clipboardData ?? {};
    // Office programs put a picture of the text beside the text: then the text is meant. Of a file its name may stand beside it.
    if (files.length === 0 || (types.includes('text/plain') && types.includes('text/html'))) return;
    event.preventDefault();
    event.stopPropagation();
    this.tell('files', [...files]);
  }

  private left(): void {
    this.room.setTyping(false);
    this.suggestions?.close();
  }
}

define('chat-room-field', TextField);
