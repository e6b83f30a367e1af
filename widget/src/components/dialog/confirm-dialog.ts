import { html, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { controls } from '../../theme/controls.js';
import { define } from '../chat-element.js';
import { LaterElement } from '../later-element.js';
import { dialogStyles } from './dialog.styles.js';
import { keepEscape } from './keep-escape.js';

/**
 * Asks before something that cannot be undone. Opens as soon as it is on the page.
 *
 * @fires answered - `detail` is whether to go on.
 */
export class ConfirmDialog extends LaterElement {
  static override styles = [controls, dialogStyles];

  @property() heading = '';
  @property() text = '';
  @property() action = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  protected override render(): TemplateResult {
    return html`<dialog part="dialog" role="alertdialog" aria-labelledby="heading" aria-describedby="text" @close=${this.closed}>
      <h2 id="heading">${this.heading}</h2>
      <p id="text">${this.text}</p>
      <div class="actions">
        <button class="button" autofocus @click=${() => this.dialog.close()}>${this.t('action.cancel')}</button>
        <button class="button danger" @click=${() => this.dialog.close('yes')}>${this.action}</button>
      </div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    keepEscape(this.dialog);
    this.dialog.showModal();
  }

  private closed(): void {
    this.tell('answered', this.dialog.returnValue === 'yes');
  }
}

define('chat-room-confirm', ConfirmDialog);
