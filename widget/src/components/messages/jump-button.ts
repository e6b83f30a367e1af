import { html, nothing, type TemplateResult } from 'lit';
import { laterWords } from '../../locales/later-words.js';
import type { Translate } from '../../locales/translate.js';
import { icon } from '../../theme/icons-later.js';

/** The way back to the newest messages, with how many of them wait unread. */
export function jumpButton(first: Translate, unread: number, jump: () => void): TemplateResult {
  const t = laterWords(first);
  const name = unread ? t('messages.newCount', { n: unread }) : t('messages.latest');
  return html`<button class="jump" aria-label=${name} title=${name} @click=${jump}>
    ${icon('down')}${unread ? html`<span class="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>` : nothing}
  </button>`;
}
