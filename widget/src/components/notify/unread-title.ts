import type { ChatClient } from '../../client/types.js';
import { notifySettings } from './notify-settings.js';

/** Keeps `(3)` before the page's title while messages are unread, whatever else the page writes there. */
export class UnreadTitle {
  constructor(private readonly client: ChatClient) {
    client.conversations.subscribe(() => this.show());
    this.show();
  }

  private show(): void {
    const { title, quiet } = notifySettings();
    const { unread } = this.client.conversations;
    const own = document.title.replace(/^\(\d+\+?\) /, '');
    const wanted = title && !quiet && unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${own}` : own;
    if (document.title !== wanted) document.title = wanted;
  }
}
