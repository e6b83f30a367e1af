import type { User } from '@chat-room/protocol';
import { html, type TemplateResult } from 'lit';
import type { RoomStore } from '../../client/types.js';
import { laterWords } from '../../locales/later-words.js';
import type { Translate } from '../../locales/translate.js';
import type { ChatContext } from '../chat-element.js';

/** What stands in the place of who is online: that this is not known without a connection, or who is writing now. */
export function passing({ client: { connection }, t }: ChatContext, { typing }: RoomStore): TemplateResult | undefined {
  if (connection.state !== 'online') {
    const words = laterWords(t)(connection.state === 'offline' ? 'connection.none' : 'connection.connecting');
    return html`<p class="late" dir="auto">${words}</p>`;
  }
  const words = typingWords(t, typing);
  return words ? html`<p dir="auto">${words}</p>` : undefined;
}

function typingWords(first: Translate, typing: readonly User[]): string {
  const t = laterWords(first);
  const [one, two] = typing;
  if (!one) return '';
  if (!two) return t('room.typingOne', { name: one.displayName });
  if (typing.length === 2) return t('room.typingTwo', { name: one.displayName, other: two.displayName });
  return t('room.typingMany');
}
