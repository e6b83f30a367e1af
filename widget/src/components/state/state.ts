import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { ChatContext } from '../chat-element.js';
import { lazyPart } from '../lazy.js';
import type { Absence } from './state-view.js';

const statePart = lazyPart(() => import('./state-view.js'));
/** Elements that could not have it; whether an element's next try succeeds, only that shows. */
const outOfReach = new WeakSet<ReactiveControllerHost>();

/** Why there is no conversation to show. Where not even its looks can be had any more, a sentence says it. */
export function stateView(
  host: ReactiveControllerHost,
  ctx: ChatContext,
  why: Absence | undefined,
  retry: () => void,
): TemplateResult | typeof nothing {
  const failed = (): void => {
    if (!outOfReach.has(host)) host.requestUpdate();
    outOfReach.add(host);
  };
  if (statePart(host, failed)) {
    return html`<chat-room-state part="state" .ctx=${ctx} .why=${why} @retry=${retry}></chat-room-state>`;
  }
  return outOfReach.has(host) ? html`<button class="wait" @click=${retry}>${ctx.t('error.offline')}</button>` : nothing;
}
