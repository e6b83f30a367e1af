import type { Message } from '@chat-room/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import type { RoomMessage, Upload } from '../../client/types.js';
import { laterWords, type TranslateLater } from '../../locales/later-words.js';
import { icon } from '../../theme/icons-later.js';
import type { ChatContext } from '../chat-element.js';
import { sayCode } from '../error-words.js';
import { isRefusedForGood, refusalOf } from '../file-limits.js';
import { mayWrite } from '../may-write.js';
import { type RowActions, type RowView, tabIndex, type UploadChange } from './row-view.js';

export { styles } from './row-extras.styles.js';

const uploadChanges = { cancel: 'cancelUpload', pause: 'pauseUpload', resume: 'resumeUpload' } as const;

export function quote(
  { t: first }: ChatContext,
  view: RowView,
  replyTo: NonNullable<Message['replyTo']>,
  actions: RowActions,
): TemplateResult {
  const t = laterWords(first);
  const name = replyTo.sender.displayName;
  return html`<button class="quote" part="quote" tabindex=${tabIndex(view)} title=${t('messages.quoted', { name })} @click=${() => actions.reveal(replyTo.seq)}>
    <bdi class="name">${name}</bdi>
    <span dir="auto">${view.plain(replyTo.text) || t('messages.file')}</span>
  </button>`;
}

export function reactions(ctx: ChatContext, view: RowView, actions: RowActions): TemplateResult {
  const t = laterWords(ctx.t);
  const { message } = view.item;
  return html`<div class="reactions" part="reactions">
    ${message.reactions.map(
      ({ emoji, count, mine }) =>
        html`<button
          tabindex=${tabIndex(view)}
          aria-pressed=${mine}
          aria-label=${t('messages.reactionsOf', { emoji, n: count })}
          ?disabled=${!mayWrite(ctx)}
          @click=${() => actions.react(message, emoji, !mine)}
        >
          <span>${emoji}</span><span class="count">${count}</span>
        </button>`,
    )}
  </div>`;
}

export function failed(ctx: ChatContext, message: RoomMessage, actions: RowActions): TemplateResult {
  const t = laterWords(ctx.t);
  const refused = message.uploads?.filter(isRefusedForGood) ?? [];
  return html`<div class="failed" role="alert">
    <span>${icon('warn')}<span>${t('messages.failed')} ${reasonOf(ctx, message)}</span></span>
    ${refused.length > 0 ? without(t, message, refused, actions) : html`<button class="link" @click=${() => actions.retry(message)}>${t('messages.retry')}</button>`}
    <button class="link" @click=${() => actions.drop(message)}>${t('messages.drop')}</button>
  </div>`;
}

/** What is left of a message without the files that no other try would bring in. */
function without(
  t: TranslateLater,
  message: RoomMessage,
  refused: readonly Upload[],
  actions: RowActions,
): TemplateResult | typeof nothing {
  if (!message.text && refused.length === message.uploads?.length) return nothing;
  const take = () => {
    for (const { id } of refused) actions.changeUpload(message, id, 'cancelUpload');
  };
  return html`<button class="link" @click=${take}>${t('messages.without', { n: refused.length })}</button>`;
}

function reasonOf(ctx: ChatContext, { uploads = [], error }: RoomMessage): string {
  const [refusal] = uploads.flatMap((upload) => refusalOf(upload, ctx) ?? []);
  return refusal ?? (error ? sayCode(ctx.t, error) : '');
}

export function toolbar(ctx: ChatContext, message: RoomMessage, actions: RowActions): TemplateResult {
  const t = laterWords(ctx.t);
  const menu = (only?: 'reactions') => (event: Event) =>
    actions.openMenu(message, (event.currentTarget as Element).getBoundingClientRect(), only);
  return html`<div class="tools" role="toolbar" aria-label=${t('menu.title')}>
    ${
      mayWrite(ctx)
        ? html`<button class="icon-button" aria-label=${t('menu.react')} title=${t('menu.react')} aria-haspopup="menu" @click=${menu('reactions')}>
            ${icon('smile')}
          </button>
          <button class="icon-button" aria-label=${t('menu.reply')} title=${t('menu.reply')} @click=${() => actions.reply(message)}>
            ${icon('reply', true)}
          </button>`
        : nothing
    }
    <button class="icon-button" aria-label=${t('menu.more')} title=${t('menu.more')} aria-haspopup="menu" @click=${menu()}>
      ${icon('more')}
    </button>
  </div>`;
}

export function attachments(ctx: ChatContext, view: RowView, actions: RowActions): TemplateResult {
  const { message } = view.item;
  return html`<chat-room-attachments
    .ctx=${ctx}
    .message=${message}
    .reachable=${view.active}
    @picture=${(event: CustomEvent<number>) => actions.openPicture(message, event.detail)}
    @upload=${({ detail }: CustomEvent<UploadChange>) => actions.changeUpload(message, detail.id, uploadChanges[detail.to])}
  ></chat-room-attachments>`;
}
