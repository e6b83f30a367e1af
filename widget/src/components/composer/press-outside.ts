import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells of a press anywhere but on the parts that `inside` selects. */
export class PressOutside implements ReactiveController {
  constructor(
    host: ReactiveControllerHost,
    private readonly inside: string,
    private readonly pressed: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('pointerdown', this);
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this);
  }

  handleEvent(event: Event): void {
    const isInside = event.composedPath().some((target) => target instanceof Element && target.matches(this.inside));
    if (!isInside) this.pressed();
  }
}
