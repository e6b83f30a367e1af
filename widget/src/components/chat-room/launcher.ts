import { html, nothing, type TemplateResult } from 'lit';
import type { Translate } from '../../locales/translate.js';
import { icon } from '../../theme/icons.js';

export { styles } from './launcher.styles.js';
export { VisibleWindow } from './visible-window.js';

export interface Launcher {
  readonly t: Translate | undefined;
  readonly isOpen: boolean;
  readonly unread: number;
  readonly scheme: string;
  toggle(): void;
}

/** The floating button with what waits unread. */
export function launcherButton({ t, isOpen, unread, scheme, toggle }: Launcher): TemplateResult {
  const waiting = isOpen ? 0 : unread;
  const name = t?.(isOpen ? 'launcher.close' : 'launcher.open') ?? 'Chat';
  return html`<button
    class="launcher ${scheme} ${isOpen ? 'open' : ''}"
    part="launcher"
    aria-expanded=${isOpen}
    aria-controls="panel"
    aria-label=${waiting && t ? `${name}, ${t('conversations.unread', { n: waiting })}` : name}
    title=${name}
    @click=${toggle}
  >
    ${icon(isOpen ? 'close' : 'chat')}
    ${waiting ? html`<span class="badge" aria-hidden="true">${waiting > 99 ? '99+' : waiting}</span>` : nothing}
  </button>`;
}
