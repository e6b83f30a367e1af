import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ClientErrorCode } from '../../client/types.js';
import type { LaterWord } from '../../locales/translate.js';
import { controls } from '../../theme/controls.js';
import { type IconName, icon } from '../../theme/icons-later.js';
import { define } from '../chat-element.js';
import { LaterElement } from '../later-element.js';

/** How the way in came to an end, or the code with which a room refused. */
export type Absence = 'gone' | 'no-access' | 'out' | ClientErrorCode;

interface View {
  readonly icon: IconName;
  readonly title: LaterWord;
  readonly hint: LaterWord;
  readonly retry?: LaterWord;
}

const gone: View = { icon: 'cloud', title: 'room.gone', hint: 'room.goneHint', retry: 'action.retry' };
const noAccess: View = { icon: 'lock', title: 'room.noAccess', hint: 'room.noAccessHint' };
const keptOut: View = { ...noAccess, retry: 'action.retry' };
const missing: View = { icon: 'search', title: 'room.missing', hint: 'room.missingHint', retry: 'action.retry' };
const views: Readonly<Partial<Record<Absence, View>>> = {
  'no-access': noAccess,
  out: { icon: 'lock', title: 'room.out', hint: 'room.outHint', retry: 'room.in' },
  forbidden: keptOut,
  banned: keptOut,
  not_found: missing,
  invalid: missing,
};

/**
 * When there is no conversation to show: what happened, and what one can do.
 *
 * @fires retry - The person wants to try again.
 */
export class StateView extends LaterElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        place-content: safe center;
        justify-items: center;
        gap: 8px;
        block-size: 100%;
        padding: 24px;
        text-align: center;
      }
      .mark {
        display: grid;
        place-items: center;
        inline-size: 56px;
        block-size: 56px;
        margin-block-end: 8px;
        border-radius: 50%;
        background: var(--_raised);
        color: var(--_muted);
      }
      .mark svg {
        inline-size: 28px;
        block-size: 28px;
        stroke-width: 1.4;
      }
      h3,
      p {
        margin: 0;
        max-inline-size: 36ch;
        text-wrap: balance;
      }
      h3 {
        font-size: var(--_title-size);
      }
      p {
        color: var(--_muted);
      }
      .button {
        margin-block-start: 12px;
      }
      .asked svg {
        animation: turn 700ms var(--_ease);
      }
    `,
  ];

  @property({ attribute: false }) why?: Absence;
  /** For a moment, so that one sees it also when the answer is the same at once. */
  @state() private asked = false;

  protected override render(): TemplateResult {
    const view = (this.why && views[this.why]) ?? gone;
    return html`<div class="mark">${icon(view.icon)}</div>
      <h3 role="status">${this.t(view.title)}</h3>
      <p>${this.t(view.hint)}</p>
      ${
        view.retry
          ? html`<button class="button main ${this.asked ? 'asked' : ''}" @click=${this.retry} @animationend=${this.rest}>
              ${view.retry === 'action.retry' ? icon('retry') : nothing}${this.t(view.retry)}
            </button>`
          : nothing
      }`;
  }

  private retry(): void {
    this.asked = true;
    this.tell('retry');
  }

  private rest(): void {
    this.asked = false;
  }
}

define('chat-room-state', StateView);
