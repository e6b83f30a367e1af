import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { accountWords, type TranslateAccount } from '../../locales/account-words.js';
import { controls } from '../../theme/controls.js';
import { fields } from '../../theme/fields.js';
import { icon } from '../../theme/icons.js';
import { ChatElement, define } from '../chat-element.js';
import { isClientError, sayError } from '../error-words.js';
import { sayProblem } from '../field-words.js';
import { whenIdle } from '../lazy.js';
import { styles } from './auth-card.styles.js';
import { type FieldView, field, passwordField } from './password-field.js';
import type { FieldName, Problems, Registration, Values } from './registration.js';

const prefetch = (): void => void import('./registration.js').catch(() => undefined);

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
  @state() private values: Values = { username: '', password: '', confirm: '' };
  @state() private problems: Problems = {};
  @state() private failure = '';
  @state() private busy = false;
  @state() private shown = false;
  private registration: Registration | undefined;

  protected override get t(): TranslateAccount {
    return accountWords(super.t);
  }

  private get canRegister(): boolean {
    return this.ctx.config?.registration !== false;
  }

  /** The session ended without the person's doing; anybody else may be here for the first time. */
  private get wasIn(): boolean {
    return this.ctx.client.session.endedBecause !== undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    whenIdle(this, prefetch);
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
        <h2 id="title">${t(registering ? 'auth.registerTitle' : this.wasIn ? 'auth.againTitle' : 'auth.loginTitle')}</h2>
        <p>${this.optional ? t('auth.whyAccount') : t('auth.room', { room: this.room })}</p>
      </div>
      ${this.alert()} ${registering ? this.registration?.picture.view(this.ctx) : nothing}
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
    if (!this.wasIn) return nothing;
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
      extra:
        name === 'password' && registering && this.values.password
          ? this.registration?.strength(t, this.values)
          : undefined,
    };
  }

  private readonly toggle = (): void => {
    this.shown = !this.shown;
  };

  private async swap(): Promise<void> {
    this.problems = {};
    this.failure = '';
    try {
      const { Registration, styles } = await import('./registration.js');
      this.registration ??= new Registration(this);
      this.wear(styles);
    } catch {
      this.failure = this.t('error.offline');
      return;
    }
    this.registering = !this.registering;
    void this.updateComplete.then(() => this.focusField('username'));
  }

  private focusField(name: FieldName): void {
    this.renderRoot.querySelector<HTMLInputElement>(`#${name}`)?.focus();
  }

  private check(): Problems {
    const { t, values, registering } = this;
    const found: Problems = registering ? { ...this.registration?.check(t, values) } : {};
    if (!values.username.trim()) found.username = t('field.required');
    if (!values.password) found.password = t('field.required');
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
        const avatar = this.registration?.picture.blob;
        await session.register(avatar ? { ...account, avatar } : account);
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
    const problems: Problems = {};
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
