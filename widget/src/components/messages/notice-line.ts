import { html, type TemplateResult } from 'lit';
import type { Notice } from '../../client/types.js';
import { laterFormats } from '../../locales/formats-later.js';
import { laterWords } from '../../locales/later-words.js';
import type { ChatContext } from '../chat-element.js';

const shown = 3;

/** "Ana, Ben and 4 others joined": one quiet line, however many came. */
export function noticeLine({ t: first, lang }: ChatContext, { type, users, at }: Notice): TemplateResult {
  const t = laterWords(first);
  const names = users.slice(0, shown).map(({ displayName }) => displayName);
  if (users.length > shown) names.push(t('messages.others', { n: users.length - shown }));
  const time = new Date(at);
  return html`<div class="notice ${type}" part="notice" title=${laterFormats(lang).full(time)}>
    <span>${t(type === 'joined' ? 'messages.joined' : 'messages.left', { names: laterFormats(lang).list(names) })}</span>
    <time dir="auto" datetime=${time.toISOString()}>${laterFormats(lang).time(time)}</time>
  </div>`;
}
