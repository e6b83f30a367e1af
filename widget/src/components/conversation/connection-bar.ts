import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionState } from '../../client/types.js';
import type { FirstWord } from '../../locales/translate.js';
import type { ChatContext } from '../chat-element.js';

const words: Partial<Record<ConnectionState, FirstWord>> = {
  offline: 'connection.offline',
  connecting: 'connection.connecting',
  reconnecting: 'connection.reconnecting',
};

/** A thin bar while there is no connection. Work goes on under it: what is sent waits in the outbox. */
export function connectionBar({ client, t }: ChatContext): TemplateResult | typeof nothing {
  const { connection } = client;
  const key = words[connection.state];
  if (!key) return nothing;
  return html`<div class="bar" role="status">
    <span>${t(key)}</span>
    ${
      connection.state === 'connecting'
        ? nothing
        : html`<button class="link" @click=${() => connection.retry()}>${t('connection.now')}</button>`
    }
  </div>`;
}
