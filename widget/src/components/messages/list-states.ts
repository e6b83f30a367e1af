import { html, type TemplateResult } from 'lit';
import type { RoomStore } from '../../client/types.js';
import type { Translate } from '../../locales/translate.js';
import { icon } from '../../theme/icons.js';
import { avatar } from '../avatar.js';
import type { ChatContext } from '../chat-element.js';

/** Grey shapes of messages, shown only once loading takes noticeable time. */
export function skeleton(t: Translate): TemplateResult {
  return html`<div class="skeleton" role="status">
    <span class="unseen">${t('room.loading')}</span>
    ${['s', 'm', 'own l', 's', 'own s', 'm', 'l'].map((shape) => html`<i class=${shape}></i>`)}
  </div>`;
}

/** The first thing somebody sees in a room where nothing has been said. */
export function emptyRoom(ctx: ChatContext, { room }: RoomStore): TemplateResult {
  const { t } = ctx;
  const peer = room?.peer;
  return html`<div class="empty">
    ${peer ? avatar(ctx, peer, 64) : html`<span class="mark">${icon('chat')}</span>`}
    <h3>${peer ? html`<bdi>${peer.displayName}</bdi>` : t('room.empty')}</h3>
    <p>${peer ? t('room.emptyPrivate', { name: peer.displayName }) : t('room.emptyHint')}</p>
    ${peer ? '' : html`<p class="tip">${t('room.hint')}</p>`}
  </div>`;
}
