import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChatClient, IncomingMessage, RoomStore } from '../../client/types.js';
import { wantsNotice } from '../notify/notify-settings.js';
import type { ChatRoomEventDetails } from './events.js';

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly room: string;
  openConversation(slug: string): void;
}

/** Turns what the client knows into the element's public events, each told once. */
export class PageAnnouncer implements ReactiveController {
  private stopMessages: (() => void) | undefined;
  private signedInAs: string | undefined;
  private readyFor: string | undefined;
  private unread = 0;
  private failedWith: string | undefined;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  follow(client: ChatClient): void {
    this.stopMessages?.();
    this.stopMessages = client.onMessage((incoming) => {
      const { room } = incoming;
      if (room.slug !== this.host.room && room.kind !== 'direct') return;
      this.tell('chat-message', incoming);
      if (wantsNotice()) void this.notify(client, incoming);
    });
  }

  hostDisconnected(): void {
    this.stopMessages?.();
    this.stopMessages = undefined;
  }

  /** Called after every change of session, unread counts or room. */
  update(client: ChatClient, store: RoomStore | undefined): void {
    const { user } = client.session;
    if (this.signedInAs !== user?.id) {
      this.signedInAs = user?.id;
      this.readyFor = undefined;
      this.tell('chat-auth', user ? { signedIn: true, user } : { signedIn: false });
    }
    if (store?.state === 'joined' && store.room && user && this.readyFor !== store.slug) {
      this.readyFor = store.slug;
      this.tell('chat-ready', { room: store.room, user });
    }
    if (this.failedWith !== store?.error) {
      this.failedWith = store?.error;
      if (store?.error) this.fail(store.error);
    }
    if (this.unread !== client.conversations.unread) {
      this.unread = client.conversations.unread;
      this.tell('chat-unread', { count: this.unread });
    }
  }

  private async notify(client: ChatClient, incoming: IncomingMessage): Promise<void> {
    const { notify } = await import('../notify/notifier.js');
    await notify(client, incoming, () => this.host.openConversation(incoming.room.slug));
  }

  fail(code: ChatRoomEventDetails['chat-error']['code']): void {
    this.tell('chat-error', { code, message: `chat-room: ${code}` });
  }

  private tell<Name extends keyof ChatRoomEventDetails>(name: Name, detail: ChatRoomEventDetails[Name]): void {
    this.host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
