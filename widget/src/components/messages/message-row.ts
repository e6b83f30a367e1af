import { html, nothing, type TemplateResult } from 'lit';
import { formats } from '../../locales/formats.js';
import { icon } from '../../theme/icons.js';
import { avatar } from '../avatar.js';
import type { ChatContext } from '../chat-element.js';
import type * as RoomExtras from '../room-extras.js';
import { hasFiles } from './picture-files.js';
import { type RowActions, type RowView, tabIndex } from './row-view.js';

/** What stands around the text is `extras`, once they are there. */
export function messageRow(
  ctx: ChatContext,
  view: RowView,
  actions: RowActions,
  extras?: typeof RoomExtras,
): TemplateResult {
  const { t } = ctx;
  const { message, first, last, at, key } = view.item;
  const own = message.sender.id === view.me?.id;
  const classes = ['row', own ? 'own' : 'other', first && 'first', last && 'last', view.flashed && 'flash'];
  const { displayName } = message.sender;
  return html`<div
    class="${classes.filter(Boolean).join(' ')}"
    part="message"
    role="article"
    tabindex="-1"
    aria-label=${t('messages.announce', { name: displayName, text: formats(ctx.lang).time(at) })}
    data-key=${key}
    data-seq=${message.seq ?? nothing}
    data-delivery=${message.delivery}
  >
    ${own ? nothing : html`<span class="side">${first ? face(ctx, view, actions) : nothing}</span>`}
    <div class="stack">
      ${!own && first && !view.isPrivate ? html`<bdi class="name">${displayName}</bdi>` : nothing}
      <div class="bubble ${extras?.shapeOf(message) ?? ''}" part="bubble">
        ${message.replyTo ? extras?.quote(ctx, view, message.replyTo, actions) : nothing}
        ${hasFiles(message) && !message.deletedAt ? extras?.attachments(ctx, view, actions) : nothing}
        ${body(ctx, view, own)}
      </div>
      ${message.reactions.length > 0 ? extras?.reactions(ctx, view, actions) : nothing}
      ${message.delivery === 'failed' ? extras?.failed(ctx, message, actions) : nothing}
      ${view.active && message.delivery === 'sent' && !message.deletedAt ? extras?.toolbar(ctx, message, actions) : nothing}
    </div>
  </div>`;
}

/** One's own picture leads nowhere; anybody else's to the private conversation. */
function face(ctx: ChatContext, { item, isPrivate }: RowView, actions: RowActions): TemplateResult {
  const { sender } = item.message;
  if (isPrivate) return avatar(ctx, sender, 32);
  const name = ctx.t('people.message', { name: sender.displayName });
  return html`<button class="face" tabindex="-1" aria-label=${name} title=${name} @click=${() => actions.person(sender.username)}>
    ${avatar(ctx, sender, 32)}
  </button>`;
}

/** The text with its time at the end of its last line. Written without white space: the text keeps all of its own. */
function body(ctx: ChatContext, view: RowView, own: boolean): TemplateResult {
  const { message } = view.item;
  const text = message.deletedAt
    ? html`<span class="gone">${ctx.t('messages.deleted')}</span>`
    : message.text
      ? html`<span class="text" part="text">${view.format(message.text, tabIndex(view))}</span>`
      : nothing;
  return html`<div class="body" dir="auto">${text}${meta(ctx, view, own)}</div>`;
}

function meta(ctx: ChatContext, view: RowView, own: boolean): TemplateResult {
  const { t, lang } = ctx;
  const { message, at } = view.item;
  const edited = message.editedAt && !message.deletedAt;
  return html`<span class="meta">${edited ? html`<span>${t('messages.edited')}</span>` : nothing}<time
      dir="auto"
      datetime=${message.createdAt}
      title=${formats(lang).full(at)}
      >${formats(lang).time(at)}</time
    >${own ? deliveryMark(ctx, view) : nothing}</span>`;
}

function deliveryMark({ t }: ChatContext, { item, readers, isPrivate }: RowView): TemplateResult | typeof nothing {
  const { delivery } = item.message;
  if (delivery === 'failed') return nothing;
  const read = readers > 0;
  const name =
    read && !isPrivate
      ? t('messages.readBy', { n: readers })
      : t(delivery === 'sending' ? 'messages.sending' : read ? 'messages.read' : 'messages.sent');
  return html`<span class="mark" role="img" aria-label=${name} title=${name}>${icon(delivery === 'sending' ? 'clock' : read ? 'checks' : 'check')}</span>`;
}
