import { limits } from '@chat-room/protocol/limits';
import { usernamePattern } from '@chat-room/protocol/patterns';
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { TranslateAccount } from '../../locales/account-words.js';
import { passwordStrength } from './password-strength.js';
import { PictureChoice } from './picture-choice.js';

export { styles } from './registration.styles.js';

export type FieldName = 'username' | 'password' | 'confirm';
export type Values = Readonly<Record<FieldName, string>>;
export type Problems = Partial<Record<FieldName, string>>;

/** What a new account takes beside a name and a password. Loads when somebody wants one. */
export class Registration {
  readonly picture: PictureChoice;

  constructor(host: ReactiveControllerHost) {
    this.picture = new PictureChoice(host);
  }

  strength(t: TranslateAccount, { password, username }: Values): TemplateResult {
    const level = passwordStrength(password, username);
    return html`<div class="strength" data-level=${level}>
      ${[1, 2, 3, 4].map((step) => html`<i class=${step <= level ? 'on' : ''}></i>`)}
      <span aria-live="polite">${t('auth.strength', { level: t(`auth.strength${level}`) })}</span>
    </div>`;
  }

  /** The rules the server has as well, said before asking it. An old account's short name or password may still log in. */
  check(t: TranslateAccount, { username, password, confirm }: Values): Problems {
    const found: Problems = {};
    const name = username.trim();
    const length = [...password].length;
    if (name && [...name].length < limits.usernameMin) found.username = t('field.too_short');
    else if ([...name].length > limits.usernameMax) found.username = t('field.too_long');
    else if (name && !usernamePattern.test(name)) found.username = t('field.bad_characters');
    if (password && length < limits.passwordMin) {
      found.password = t('field.passwordShort', { n: limits.passwordMin });
    } else if (length > limits.passwordMax) found.password = t('field.too_long');
    if (password && !found.password && confirm !== password) {
      found.confirm = t(confirm ? 'auth.mismatch' : 'field.required');
    }
    return found;
  }
}
