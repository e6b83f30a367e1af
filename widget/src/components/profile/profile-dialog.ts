import type { FieldProblem } from '@chat-room/protocol';
import { limits } from '@chat-room/protocol/limits';
import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { accountWords, type TranslateAccount } from '../../locales/account-words.js';
import type { TranslateLater } from '../../locales/later-words.js';
import { controls } from '../../theme/controls.js';
import { fields } from '../../theme/fields.js';
import { icon } from '../../theme/icons-later.js';
import { field, passwordField } from '../auth/password-field.js';
import { avatar } from '../avatar.js';
import { define } from '../chat-element.js';
import { dialogStyles } from '../dialog/dialog.styles.js';
import { keepEscape } from '../dialog/keep-escape.js';
import { isClientError, sayError } from '../error-words.js';
import { sayProblem } from '../field-words.js';
import { LaterElement } from '../later-element.js';
import '../notify/notify-options.js';
import { Watch } from '../watch.js';
import { styles } from './profile-dialog.styles.js';

type FieldName = 'displayName' | 'currentPassword' | 'password';

/**
 * One's own account: picture, display name, password, log out.
 *
 * @fires account - A guest wants an account.
 * @fires closed
 */
export class ProfileDialog extends LaterElement {
  static override styles = [controls, fields, dialogStyles, styles];

  @state() private values: Record<FieldName, string> = { displayName: '', currentPassword: '', password: '' };
  @state() private problems: Partial<Record<FieldName, string>> = {};
  @state() private failure = '';
  @state() private saved = false;
  @state() private busy = false;
  @state() private shown = false;
  @state() private source: File | undefined;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  constructor() {
    super();
    new Watch(this, () => [this.ctx.client.session]);
  }

  protected override firstUpdated(): void {
    this.values = { ...this.values, displayName: this.me?.displayName ?? '' };
    keepEscape(this.dialog);
    this.dialog.showModal();
  }

  protected override get t(): TranslateLater & TranslateAccount {
    return accountWords(super.t);
  }

  protected override render(): TemplateResult {
    const { t, me, busy } = this;
    if (!me) return html`<dialog></dialog>`;
    return html`<dialog part="dialog" aria-labelledby="title" @close=${() => this.tell('closed')}>
      <div class="head">
        <h2 id="title">${t('profile.title')}</h2>
        <button class="icon-button" aria-label=${t('action.close')} title=${t('action.close')} @click=${() => this.dialog.close()}>
          ${icon('close')}
        </button>
      </div>
      <div class="picture">
        ${avatar(this.ctx, me, 72)}
        <div>
          <bdi class="name">@${me.username}</bdi>
          ${me.guest ? html`<span>${t('profile.guest')}</span>` : nothing}
          <button class="link" @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}>
            ${t('auth.chooseAvatar')}
          </button>
          <button class="link" @click=${() => this.attempt(() => this.ctx.client.session.removeAvatar())}>${t('auth.removeAvatar')}</button>
          <input type="file" accept="image/*" hidden aria-label=${t('auth.chooseAvatar')} @change=${this.chosen} />
        </div>
      </div>
      <form novalidate aria-busy=${busy} @submit=${this.save}>
        ${field({ ...this.view('displayName', t('profile.displayName')), autocomplete: 'nickname' })}
        ${me.guest || this.ctx.client.session.hostToken ? nothing : this.passwordChange()}
        <chat-room-notify-options .ctx=${this.ctx}></chat-room-notify-options>
        ${this.failure ? html`<p class="problem" role="alert">${this.failure}</p>` : nothing}
        <span class="saved" role="status">${this.saved ? t('profile.saved') : ''}</span>
        <div class="foot">
          ${this.wayOut()}
          <button type="submit" class="button main" ?disabled=${busy}>
            ${busy ? html`<span class="spinner"></span>` : nothing}${t('action.save')}
          </button>
        </div>
      </form>
      ${
        this.source
          ? html`<chat-room-cropper
              .ctx=${this.ctx}
              .source=${this.source}
              @cropped=${(event: CustomEvent<Blob>) => this.attempt(() => this.ctx.client.session.setAvatar(event.detail))}
              @cancelled=${() => {
                this.source = undefined;
              }}
            ></chat-room-cropper>`
          : nothing
      }
    </dialog>`;
  }

  private passwordChange(): TemplateResult {
    const { t } = this;
    return html`<details>
      <summary>${t('profile.changePassword')}</summary>
      ${passwordField({ ...this.view('currentPassword', t('profile.current')), autocomplete: 'current-password' }, this.shown, this.toggle)}
      ${passwordField({ ...this.view('password', t('profile.next')), autocomplete: 'new-password' }, this.shown, this.toggle)}
    </details>`;
  }

  /** Guests have nothing to log out of, and people of the host site log out there. */
  private wayOut(): TemplateResult {
    const { t } = this;
    if (this.me?.guest)
      return html`<button type="button" class="button" @click=${this.askAccount}>${t('auth.login')}</button>`;
    if (this.ctx.client.session.hostToken) return html`<span></span>`;
    return html`<button type="button" class="button out" @click=${this.logout}>${icon('logout', true)}${t('profile.logout')}</button>`;
  }

  private readonly askAccount = (): void => {
    this.dialog.close();
    this.tell('account');
  };

  private view(name: FieldName, label: string) {
    return {
      t: this.t,
      id: name,
      label,
      value: this.values[name],
      problem: this.problems[name],
      onInput: (value: string) => {
        this.values = { ...this.values, [name]: value };
        this.problems = { ...this.problems, [name]: undefined };
        this.saved = false;
      },
    };
  }

  private readonly toggle = (): void => {
    this.shown = !this.shown;
  };

  private async chosen(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    await import('../cropper/avatar-cropper.js');
    this.source = file;
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const { displayName, currentPassword, password } = this.values;
    const { t } = this;
    const problems: Partial<Record<FieldName, string>> = {};
    const name = displayName.trim();
    if (!name) problems.displayName = t('field.required');
    else if ([...name].length > limits.displayNameMax) problems.displayName = t('field.too_long');
    if (password && [...password].length < limits.passwordMin)
      problems.password = t('field.passwordShort', { n: limits.passwordMin });
    if (password && !currentPassword) problems.currentPassword = t('field.required');
    this.problems = problems;
    if (Object.keys(problems).length > 0) return;
    const change = {
      ...(name === this.me?.displayName ? {} : { displayName: name }),
      ...(password ? { password, currentPassword } : {}),
    };
    if (Object.keys(change).length === 0) return this.dialog.close();
    await this.attempt(() => this.ctx.client.session.update(change));
    if (this.saved) this.values = { ...this.values, currentPassword: '', password: '' };
  }

  private async attempt(act: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.failure = '';
    this.saved = false;
    try {
      await act();
      this.saved = true;
    } catch (error) {
      this.explain(error);
    } finally {
      this.busy = false;
    }
  }

  private explain(error: unknown): void {
    const fields: Readonly<Record<string, FieldProblem>> = (isClientError(error) && error.fields) || {};
    const problems: Partial<Record<FieldName, string>> = {};
    for (const name of ['displayName', 'currentPassword', 'password'] as const) {
      const problem = fields[name];
      if (problem) problems[name] = sayProblem(this.t, problem);
    }
    if (isClientError(error) && error.code === 'bad_credentials') problems.currentPassword = this.t('field.wrong');
    this.problems = problems;
    if (Object.keys(problems).length === 0) this.failure = sayError(this.t, error);
  }

  private async logout(): Promise<void> {
    this.dialog.close();
    await this.ctx.client.session.logout();
  }
}

define('chat-room-profile', ProfileDialog);
