import type { LitElement, ReactiveController } from 'lit';
import type { ChatContext } from '../../chat-element.js';
import { Watch } from '../../watch.js';

/** Milliseconds until a picture that did not come is asked for again; each time four times as many. */
const firstPause = 2_000;
const mostTries = 4;

interface Host extends LitElement {
  readonly ctx: ChatContext;
}

/**
 * Pictures that could not be loaded. Their likeness is seen meanwhile; they are asked for again a few times, and whenever the
 * connection is back. A message that has been here so long that its addresses have expired is asked for itself (event `expired`).
 */
export class LostPictures implements ReactiveController {
  private readonly tries = new Map<HTMLImageElement, number>();
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(private readonly host: Host) {
    host.addController(this);
    new Watch(
      host,
      () => (this.tries.size > 0 ? [host.ctx.client.connection] : []),
      () => this.connectionChanged(),
    );
  }

  /** Also of an element that was only moved. */
  hostConnected(): void {
    for (const picture of this.tries.keys()) this.load(picture);
  }

  hostDisconnected(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  readonly failed = ({ target }: Event): void => {
    const picture = target as HTMLImageElement;
    picture.style.visibility = 'hidden';
    const tries = this.tries.get(picture) ?? 0;
    this.tries.set(picture, tries + 1);
    this.host.requestUpdate();
    if (isExpired(picture.src)) sayExpired(this.host);
    else if (tries < mostTries) this.later(() => this.load(picture), firstPause * 4 ** tries);
  };

  readonly loaded = ({ target }: Event): void => {
    const picture = target as HTMLImageElement;
    picture.style.visibility = '';
    this.tries.delete(picture);
  };

  private connectionChanged(): void {
    if (this.host.ctx.client.connection.state !== 'online') return;
    for (const picture of this.tries.keys()) this.load(picture);
  }

  /** Unless it has another address by now, and with it another try. */
  private load(picture: HTMLImageElement): void {
    // Setting it begins anew, with what is best of `srcset`.
    if (this.tries.has(picture)) picture.setAttribute('src', picture.src);
  }

  private later(work: () => void, pause: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, pause);
    this.timers.add(timer);
  }
}

/** Tells the list. */
export function sayExpired(element: Element): void {
  element.dispatchEvent(new CustomEvent('expired', { bubbles: true }));
}

/** Whether a signed address is not good any more. */
export function isExpired(address: string): boolean {
  const end = new URL(address, location.href).searchParams.get('e');
  return end !== null && Number(end) * 1000 < Date.now();
}
