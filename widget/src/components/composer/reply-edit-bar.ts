import { html, nothing, type TemplateResult } from 'lit';
import type { Draft } from '../../client/types.js';
import { laterWords } from '../../locales/later-words.js';
import { icon } from '../../theme/icons-later.js';
import type { ChatElement } from '../chat-element.js';
import { plain } from '../messages/formatting.js';

/** What the next message refers to, with a way out. */
export function replyOrEditBar(host: ChatElement, draft: Draft, drop: () => void): TemplateResult | typeof nothing {
  const t = laterWords(host.ctx.t);
  const message = draft.editing ?? draft.replyTo;
  if (!message) return nothing;
  const cancel = t(draft.editing ? 'composer.cancelEdit' : 'composer.cancelReply');
  const title = draft.editing ? t('composer.editing') : t('composer.replyTo', { name: message.sender.displayName });
  return html`<div class="context">
    ${icon(draft.editing ? 'edit' : 'reply', !draft.editing)}
    <div><b>${title}</b><span dir="auto">${plain(message.text, host) || message.files[0]?.name}</span></div>
    <button class="icon-button" aria-label=${cancel} title=${cancel} @click=${drop}>${icon('close')}</button>
  </div>`;
}
