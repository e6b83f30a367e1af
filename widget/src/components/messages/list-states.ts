import { html, nothing, type TemplateResult } from 'lit';
import type { RoomStore } from '../../client/types.js';
import { laterWords } from '../../locales/later-words.js';
import type { Translate } from '../../locales/translate.js';
import { icon } from '../../theme/icons-later.js';
import { avatar } from '../avatar.js';
import type { ChatContext } from '../chat-element.js';
import { mayWrite } from '../may-write.js';

/** The first thing somebody sees in a room where nothing has been said. */
export function emptyRoom(ctx: ChatContext, { room }: RoomStore): TemplateResult {
  const t = laterWords(ctx.t);
  const peer = room?.peer;
  return html`<div class="empty">
    ${peer ? avatar(ctx, peer, 64) : html`<span class="mark">${icon('chat')}</span>`}
    <h3>${peer ? html`<bdi>${peer.displayName}</bdi>` : t('room.empty')}</h3>
    ${peer ? html`<p>${t('room.emptyPrivate', { name: peer.displayName })}</p>` : nothing}
    ${
      !peer && mayWrite(ctx)
        ? html`<p>${t('room.emptyHint')}</p>
            <p class="tip">${t('room.hint')}</p>`
        : nothing
    }
  </div>`;
}

/** Above the first message when there are older ones: they load by themselves, unless that has failed. */
export function olderLine(first: Translate, room: RoomStore): TemplateResult {
  const t = laterWords(first);
  const isLoading = room.loading === 'older';
  return html`<div class="older" role=${room.loadError ? 'status' : nothing}>
    ${room.loadError ? t('messages.loadFailed') : nothing}
    ${
      isLoading
        ? html`<span class="spinner"></span><span class="unseen">${t('room.loading')}</span>`
        : html`<button class="link" @click=${() => room.loadOlder()}>
            ${t(room.loadError ? 'action.retry' : 'messages.older')}
          </button>`
    }
  </div>`;
}
