import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { ChatContext } from '../chat-element.js';
import { lazyPart } from '../lazy.js';
import { stateView } from '../state/state.js';
import { workspaceOf } from '../workspace/workspace-of.js';
import type { AccountRequest } from './account-request.js';
import type { Admission } from './admission.js';
import type { HeldRoom } from './held-room.js';

interface Host extends LitElement {
  readonly room: string;
  readonly token: string;
  readonly guest: boolean;
  readonly mode: string;
  close(): void;
}

const authPart = lazyPart(() => import('../auth/auth-card.js'));

/** The room, the way into it, or why there is neither; while something loads, a sign that it does. */
export function frameContent(
  host: Host,
  held: HeldRoom,
  ctx: ChatContext | undefined,
  account: AccountRequest,
): TemplateResult | typeof nothing {
  const { client, joined, isUnreachable, admission } = held;
  const wait = html`<div class="wait"><span class="spinner"></span></div>`;
  if (!ctx || !client) return wait;
  if (joined && !account.isWanted) return workspaceOf(host, joined, ctx, account);
  const kind = isUnreachable ? 'gone' : joined ? undefined : absence(host, held);
  if (kind && kind !== 'wait') {
    return stateView(host, ctx, kind, () => (isUnreachable ? held.retry() : admission?.retry()));
  }
  if (kind || !authPart(host, held.fail)) return wait;
  return html`<chat-room-auth
    .ctx=${ctx}
    .room=${host.room}
    .optional=${account.isWanted}
    @closed=${account.forget}
  ></chat-room-auth>`;
}

/** Gives the focus to what one can do here, if there is anything yet; whether it has. */
export function focusContent({ renderRoot }: Host): boolean {
  const content = renderRoot.querySelector<LitElement>('chat-room-workspace, chat-room-auth');
  // On a touch screen, where the keyboard would cover the panel, the focus stays with the panel itself.
  if (content) renderRoot.querySelector<HTMLElement>('.frame')?.focus({ preventScroll: true });
  void content?.updateComplete.then(() => content.focus());
  return content !== null;
}

/** What stands here while nobody is in who need not log in himself. */
function absence({ token, guest }: Host, { admission }: HeldRoom): Admission['shows'] {
  return admission ? admission.shows : token || guest ? 'wait' : undefined;
}
