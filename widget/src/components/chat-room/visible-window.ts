import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * How much of the window the on-screen keyboard leaves free, as custom properties: where a panel takes the whole screen,
 * its composer must not lie under the keys. (iOS moves the page instead of making it smaller.)
 */
export class VisibleWindow implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of ['resize', 'scroll']) globalThis.visualViewport?.addEventListener(type, this);
  }

  hostDisconnected(): void {
    for (const type of ['resize', 'scroll']) globalThis.visualViewport?.removeEventListener(type, this);
  }

  handleEvent(): void {
    const { height, offsetTop, scale } = visualViewport ?? { height: innerHeight, offsetTop: 0, scale: 1 };
    const { style } = this.host;
    // Zoomed in with two fingers, less of the page is seen too; that is no keyboard.
    style.setProperty('--_visible-height', scale === 1 ? `${height}px` : '100dvh');
    style.setProperty('--_visible-top', scale === 1 ? `${offsetTop}px` : '0px');
  }
}
