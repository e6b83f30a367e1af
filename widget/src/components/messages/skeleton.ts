import { html, type TemplateResult } from 'lit';
import type { Translate } from '../../locales/translate.js';

/** Grey shapes of messages, shown only once loading takes noticeable time. */
export function skeleton(t: Translate): TemplateResult {
  return html`<div class="skeleton" role="status">
    <span class="unseen">${t('room.loading')}</span>
    ${['s', 'm', 'own l', 's', 'own s', 'm', 'l'].map((shape) => html`<i class=${shape}></i>`)}
  </div>`;
}
