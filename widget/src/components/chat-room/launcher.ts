import { html, nothing, type TemplateResult } from 'lit';
import type { Translate } from '../../locales/translate.js';
import { icon } from '../../theme/icons.js';
import type { StyledElement } from '../styled-element.js';
import { styles } from './launcher.styles.js';
import { VisibleWindow } from './visible-window.js';

interface Host extends StyledElement {
  open(): void;
  close(): void;
}

interface Launcher {
  readonly t: Translate | undefined;
  readonly isOpen: boolean;
  readonly unread: number;
  readonly scheme: string;
}

/** From now on it is above the page, and clear of the on-screen keyboard. */
export function float(host: Host): VisibleWindow {
  host.wear(styles);
  return new VisibleWindow(host);
}

/** The floating button with what waits unread. */
export function launcherButton(host: Host, { t, isOpen, unread, scheme }: Launcher): TemplateResult {
  const waiting = isOpen ? 0 : unread;
  const name = t?.(isOpen ? 'launcher.close' : 'launcher.open') ?? 'Chat';
  return html`<button
    class="launcher ${scheme} ${isOpen ? 'open' : ''}"
    part="launcher"
    aria-expanded=${isOpen}
    aria-controls="panel"
    aria-label=${waiting && t ? `${name}, ${t('conversations.unread', { n: waiting })}` : name}
    title=${name}
    @click=${() => (isOpen ? host.close() : host.open())}
  >
    ${icon(isOpen ? 'close' : 'chat')}
    ${waiting ? html`<span class="badge" aria-hidden="true">${waiting > 99 ? '99+' : waiting}</span>` : nothing}
  </button>`;
}

/** Whatever lies over the chat takes it first. */
export function closeOnEscape(host: Host, event: KeyboardEvent): void {
  // An input method's Escape gives up a word.
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
  event.preventDefault();
  host.close();
}
