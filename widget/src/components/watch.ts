import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Observable } from '../client/types.js';

/** Redraws an element whenever one of the stores it shows changes. Which stores these are is asked after every update. */
export class Watch implements ReactiveController {
  private readonly subscriptions = new Map<Observable, () => void>();
  private connected = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly stores: () => readonly (Observable | undefined)[],
    private readonly changed: () => void = () => host.requestUpdate(),
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.connected = true;
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    if (!this.connected) return;
    const wanted = new Set(this.stores());
    for (const [store, stop] of this.subscriptions) {
      if (wanted.has(store)) continue;
      stop();
      this.subscriptions.delete(store);
    }
    for (const store of wanted) {
      if (store && !this.subscriptions.has(store)) this.subscriptions.set(store, store.subscribe(this.changed));
    }
  }

  hostDisconnected(): void {
    this.connected = false;
    for (const stop of this.subscriptions.values()) stop();
    this.subscriptions.clear();
  }
}
