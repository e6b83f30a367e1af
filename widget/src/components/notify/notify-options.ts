import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { controls } from '../../theme/controls.js';
import { define } from '../chat-element.js';
import { LaterElement } from '../later-element.js';
import { changeNotifySettings, type NotifySettings, notifySettings } from './notify-settings.js';

/** How one is told of messages. The browser is asked for its permission when somebody turns on what needs it, never before. */
export class NotifyOptions extends LaterElement {
  static override styles = [
    controls,
    css`
      fieldset {
        display: grid;
        gap: 4px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 4px;
        font-size: var(--_meta-size);
        line-height: var(--_meta-line);
        font-weight: 600;
      }
      label {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 16px;
        min-block-size: 32px;
        cursor: pointer;
      }
      label:has(:disabled) {
        color: var(--_muted);
        cursor: default;
      }
      input {
        flex: none;
        position: relative;
        inline-size: 36px;
        block-size: 22px;
        margin: 0;
        border-radius: 11px;
        appearance: none;
        background: var(--_edge);
        transition: background-color var(--_quick);
        cursor: inherit;
      }
      input::before {
        content: '';
        position: absolute;
        inset-block-start: 3px;
        inset-inline-start: 3px;
        inline-size: 16px;
        block-size: 16px;
        border-radius: 50%;
        background: var(--_surface);
        transition: inset-inline-start var(--_quick);
      }
      input:checked {
        background: var(--_accent);
      }
      input:checked::before {
        inset-inline-start: 17px;
      }
      input:disabled {
        opacity: 0.5;
      }
      p {
        margin: 0;
        color: var(--_muted);
        font-size: var(--_meta-size);
        line-height: var(--_meta-line);
      }
    `,
  ];

  @state() private settings = notifySettings();
  @state() private refused = false;

  protected override render(): TemplateResult {
    const { t, settings } = this;
    return html`<fieldset>
      <legend>${t('notify.heading')}</legend>
      <p>${t('notify.hint')}</p>
      ${'Notification' in globalThis ? this.option('desktop', () => this.turnDesktop()) : nothing}
      ${this.refused ? html`<p role="alert">${t('notify.refused')}</p>` : nothing}
      ${this.option('sound')} ${this.option('title')}
      ${settings.desktop || settings.sound || settings.title ? this.option('quiet') : nothing}
    </fieldset>`;
  }

  private option(
    name: keyof NotifySettings,
    turn: () => unknown = () => this.change({ [name]: !this.settings[name] }),
  ): TemplateResult {
    const isSilenced = this.settings.quiet && name !== 'quiet';
    return html`<label
      >${this.t(`notify.${name}`)}
      <input type="checkbox" role="switch" .checked=${this.settings[name]} ?disabled=${isSilenced} @change=${turn} />
    </label>`;
  }

  private async turnDesktop(): Promise<void> {
    const wanted = !this.settings.desktop;
    this.refused = wanted && (await Notification.requestPermission()) !== 'granted';
    this.change({ desktop: wanted && !this.refused });
  }

  private change(change: Partial<NotifySettings>): void {
    changeNotifySettings(change);
    this.settings = notifySettings();
  }
}

define('chat-room-notify-options', NotifyOptions);
