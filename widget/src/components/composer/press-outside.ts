import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells of a press anywhere but on the parts that `inside` selects. */
export class PressOutside implements ReactiveController {
  /** Where the element is: it may be moved into a frame. */
  private page: Document | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly inside: string,
    private readonly pressed: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.page = this.host.ownerDocument;
    this.page.addEventListener('pointerdown', this);
  }

  hostDisconnected(): void {
    this.page?.removeEventListener('pointerdown', this);
  }

  handleEvent(event: Event): void {
    const isInside = event.composedPath().some((target) => target instanceof Element && target.matches(this.inside));
    if (!isInside) this.pressed();
  }
}
