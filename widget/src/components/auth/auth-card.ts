import { limits } from '@chat-room/protocol/limits';
import { usernamePattern } from '@chat-room/protocol/patterns';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { accountWords, type TranslateAccount } from '../../locales/account-words.js';
import { controls } from '../../theme/controls.js';
import { fields } from '../../theme/fields.js';
import { icon } from '../../theme/icons.js';
import { ChatElement, define } from '../chat-element.js';
import { isClientError, sayError } from '../error-words.js';
import { sayProblem } from '../field-words.js';
import { styles } from './auth-card.styles.js';
import { type FieldView, field, passwordField } from './password-field.js';
import { passwordStrength } from './password-strength.js';
import { PictureChoice } from './picture-choice.js';

type FieldName = 'username' | 'password' | 'confirm';

/**
 * Log in and register in one card. What the server refuses stands beside the field it belongs to.
 *
 * @fires closed - A guest goes on without an account.
 * @csspart card - The form.
 * @csspart field - One labelled field.
 * @csspart submit - The main button.
 */
export class AuthCard extends ChatElement {
  static override styles = [controls, fields, styles];

  /** What one signs in to: the room's slug. */
  @property() room = '';
  /** Whoever sees it is in already, as a guest. */
  @property({ type: Boolean }) optional = false;
  @state() private registering = false;
  @state() private values: Record<FieldName, string> = { username: '', password: '', confirm: '' };
  @state() private problems: Partial<Record<FieldName, string>> = {};
  @state() private failure = '';
  @state() private busy = false;
  @state() private shown = false;
  private readonly picture = new PictureChoice(this);

  protected override get t(): TranslateAccount {
    return accountWords(super.t);
  }

  private get canRegister(): boolean {
    return this.ctx.config?.registration !== false;
  }

  override focus(): void {
    this.focusField('username');
  }

  protected override render(): TemplateResult {
    const { t, registering, busy } = this;
    const verb = t(registering ? 'auth.register' : 'auth.login');
    return html`<form part="card" novalidate aria-labelledby="title" aria-busy=${busy} @submit=${this.submit}>
      <div class="head">
        <span class="mark">${icon('chat')}</span>
        <h2 id="title">${t(registering ? 'auth.registerTitle' : 'auth.loginTitle')}</h2>
        <p>${this.optional ? t('auth.whyAccount') : t('auth.room', { room: this.room })}</p>
      </div>
      ${this.alert()} ${registering ? this.picture.view(this.ctx) : nothing}
      ${field(this.text('username', registering ? t('auth.usernameHint') : undefined))}
      ${passwordField(this.text('password'), this.shown, this.toggle)}
      ${registering ? passwordField(this.text('confirm'), this.shown, this.toggle) : nothing}
      <button class="button main" part="submit" type="submit" ?disabled=${busy}>
        ${busy ? html`<span class="spinner"></span>` : nothing}${verb}
      </button>
      ${
        this.canRegister
          ? html`<p class="swap">
              ${t(registering ? 'auth.toLogin' : 'auth.toRegister')}
              <button type="button" class="link" ?disabled=${busy} @click=${this.swap}>
                ${t(registering ? 'auth.login' : 'auth.register')}
              </button>
            </p>`
          : nothing
      }
      ${
        this.optional
          ? html`<p class="swap"><button type="button" class="link" ?disabled=${busy} @click=${() => this.tell('closed')}>${t('auth.asGuest')}</button></p>`
          : nothing
      }
    </form>`;
  }

  private alert(): TemplateResult | typeof nothing {
    if (this.failure) return html`<p class="alert" role="alert">${icon('warn')}<span>${this.failure}</span></p>`;
    if (!this.ctx.client.session.endedBecause) return nothing;
    return html`<p class="alert calm" role="status">${this.t('auth.ended')}</p>`;
  }

  private text(name: FieldName, hint?: string): FieldView {
    const { t, registering } = this;
    return {
      t,
      id: name,
      hint,
      label: t(`auth.${name}`),
      value: this.values[name],
      problem: this.problems[name],
      autocomplete: name === 'username' ? 'username' : registering ? 'new-password' : 'current-password',
      onInput: (value: string) => {
        this.values = { ...this.values, [name]: value };
        this.problems = { ...this.problems, [name]: undefined };
      },
      extra: name === 'password' && registering && this.values.password ? this.strength() : undefined,
    };
  }

  private strength(): TemplateResult {
    const level = passwordStrength(this.values.password, this.values.username);
    return html`<div class="strength" data-level=${level}>
      ${[1, 2, 3, 4].map((step) => html`<i class=${step <= level ? 'on' : ''}></i>`)}
      <span aria-live="polite">${this.t('auth.strength', { level: this.t(`auth.strength${level}`) })}</span>
    </div>`;
  }

  private readonly toggle = (): void => {
    this.shown = !this.shown;
  };

  private swap(): void {
    this.registering = !this.registering;
    this.problems = {};
    this.failure = '';
    void this.updateComplete.then(() => this.focusField('username'));
  }

  private focusField(name: FieldName): void {
    this.renderRoot.querySelector<HTMLInputElement>(`#${name}`)?.focus();
  }

  /** The rules the server has as well, said before asking it. An old account's short name or password may still log in. */
  private check(): Partial<Record<FieldName, string>> {
    const { t, values, registering } = this;
    const found: Partial<Record<FieldName, string>> = {};
    if (!values.username.trim()) found.username = t('field.required');
    if (!values.password) found.password = t('field.required');
    if (!registering) return found;
    const name = values.username.trim();
    if (name && [...name].length < limits.usernameMin) found.username = t('field.too_short');
    else if ([...name].length > limits.usernameMax) found.username = t('field.too_long');
    else if (name && !usernamePattern.test(name)) found.username = t('field.bad_characters');
    if (values.password && values.password.length < limits.passwordMin) {
      found.password = t('field.passwordShort', { n: limits.passwordMin });
    } else if (values.password.length > limits.passwordMax) found.password = t('field.too_long');
    if (!found.password && values.confirm !== values.password) {
      found.confirm = t(values.confirm ? 'auth.mismatch' : 'field.required');
    }
    return found;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.failure = '';
    this.problems = this.check();
    if (!this.focusFirstProblem()) return;
    this.busy = true;
    try {
      const { session } = this.ctx.client;
      const account = { username: this.values.username.trim(), password: this.values.password };
      if (this.registering) {
        await session.register(this.picture.blob ? { ...account, avatar: this.picture.blob } : account);
      } else await session.login(account);
    } catch (error) {
      this.explain(error);
    } finally {
      this.busy = false;
    }
  }

  private focusFirstProblem(): boolean {
    const wrong = (['username', 'password', 'confirm'] as const).find((name) => this.problems[name]);
    if (wrong) void this.updateComplete.then(() => this.focusField(wrong));
    return !wrong;
  }

  private explain(error: unknown): void {
    const { t } = this;
    const fields = isClientError(error) ? error.fields : undefined;
    const problems: Partial<Record<FieldName, string>> = {};
    if (isClientError(error) && error.code === 'username_taken') problems.username = t('field.taken');
    for (const name of ['username', 'password'] as const) {
      const problem = fields?.[name];
      if (problem) problems[name] = sayProblem(t, problem);
    }
    this.problems = problems;
    if (this.focusFirstProblem()) this.failure = sayError(t, error);
  }
}

define('chat-room-auth', AuthCard);
