import { html, nothing, type TemplateResult } from 'lit';
import type { TranslateAccount } from '../../locales/account-words.js';
import { icon } from '../../theme/icons-account.js';

export interface FieldView {
  readonly t: TranslateAccount;
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly problem?: string | undefined;
  readonly hint?: string | undefined;
  readonly autocomplete: 'username' | 'nickname' | 'current-password' | 'new-password';
  readonly onInput: (value: string) => void;
  readonly extra?: TemplateResult | undefined;
}

/** A labelled field, its problem underneath and tied to it for screen readers. */
export function field(
  view: FieldView,
  type = 'text',
  button: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const { id, problem, hint } = view;
  return html`<div class="field" part="field">
    <label for=${id}>${view.label}</label>
    <div class="box ${problem ? 'wrong' : ''}">
      <input
        id=${id}
        name=${id}
        type=${type}
        dir="auto"
        .value=${view.value}
        autocomplete=${view.autocomplete}
        autocapitalize="none"
        spellcheck="false"
        aria-invalid=${Boolean(problem)}
        aria-describedby=${problem ? `${id}-problem` : hint ? `${id}-hint` : nothing}
        @input=${(event: Event) => view.onInput((event.target as HTMLInputElement).value)}
      />${button}
    </div>
    ${view.extra}
    ${problem ? html`<p class="problem" id="${id}-problem">${problem}</p>` : hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
  </div>`;
}

/** A password with a button that shows it. */
export function passwordField(view: FieldView, shown: boolean, onToggle: () => void): TemplateResult {
  const name = view.t(shown ? 'auth.hide' : 'auth.show');
  return field(
    view,
    shown ? 'text' : 'password',
    html`<button type="button" class="icon-button" aria-label=${name} title=${name} aria-pressed=${shown} @click=${onToggle}>
      ${icon(shown ? 'hide' : 'eye')}
    </button>`,
  );
}
